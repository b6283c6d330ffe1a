package io.github.l2nas.engine.own;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceNetworkSpace;
import java.util.Map;

/** A small space with every kind of layer, for images of any size. */
public class SmallImages extends ChoiceNetworkSpace {

    public SmallImages() {
        super(
                "small-images",
                Choice.of("width", 8, 16),
                Choice.of("block1", "inverted", "basic", "separable"),
                Choice.of("kernel1", 3, 5).when("block1", "inverted", "separable"),
                Choice.of("block2", "pool", "gate", "dilated"),
                Choice.of("dropout", "0", "0.3"));
    }

    @Override
    protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
        int width = architecture.number("width");
        FeatureMap map = input.convolution("stem", width, 3, 2).batchNorm().relu();
        map = switch (architecture.value("block1")) {
            case "inverted" -> map.invertedResidual("block1", width, architecture.number("kernel1"), 2, 1);
            case "separable" -> map.separableConvolution("block1", width, architecture.number("kernel1"), 1);
            default -> map.basicBlock("block1", width, 1);
        };
        map = switch (architecture.value("block2")) {
            case "pool" -> map.concat(map.maxPool(3, 1), map.averagePool(3, 1));
            case "gate" -> map.squeezeExcite("gate", 4).hSwish();
            default -> map.add(map.depthwise("block2", 3, 1, 2).batchNorm());
        };
        return map.globalAverage().dropout(architecture.decimal("dropout")).linear("classifier", classes);
    }

    @Override
    public Map<String, String> supernetRecipe() {
        return Map.of("flip", "false", "cropPadding", "1", "batchSize", "20", "epochs", "3", "validationPaths", "3");
    }

    @Override
    public Map<String, String> trainingRecipe() {
        return Map.of("flip", "false", "cropPadding", "1", "batchSize", "20", "epochs", "3");
    }
}
