package com.example.space;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceNetworkSpace;
import java.util.Map;

/** Small networks for small images: how wide they are, and which block stands in each of two stages. */
public class SmallNetworks extends ChoiceNetworkSpace {

    public SmallNetworks() {
        super(
                "small-networks",
                Choice.of("width", 8, 12, 16),
                Choice.of("block1", "inverted", "separable", "basic"),
                Choice.of("kernel1", 3, 5).when("block1", "inverted", "separable"),
                Choice.of("block2", "inverted", "separable", "basic"),
                Choice.of("kernel2", 3, 5).when("block2", "inverted", "separable"),
                Choice.of("gate", "yes", "no"));
    }

    @Override
    protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
        int width = architecture.number("width");
        FeatureMap map = input.convolution("stem", width, 3, 2).batchNorm().relu();
        map = stage(1, width, architecture, map);
        map = stage(2, 2 * width, architecture, map);
        if (architecture.value("gate").equals("yes")) {
            map = map.squeezeExcite("gate", width / 2);
        }
        return map.globalAverage().dropout(0.1).linear("classifier", classes);
    }

    private static FeatureMap stage(int stage, int channels, ChoiceArchitecture architecture, FeatureMap map) {
        String name = "stage" + stage;
        return switch (architecture.value("block" + stage)) {
            case "inverted" -> map.invertedResidual(name, channels, architecture.number("kernel" + stage), 3, stage);
            case "separable" -> map.separableConvolution(name, channels, architecture.number("kernel" + stage), stage);
            default -> map.basicBlock(name, channels, stage);
        };
    }

    @Override
    public Map<String, String> supernetRecipe() {
        return Map.of("cropPadding", "1", "flip", "false", "batchSize", "32", "learningRate", "0.1");
    }
}
