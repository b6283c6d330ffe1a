package io.github.l2nas.engine.own;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceNetworkSpace;
import java.util.Map;

/** Perceptrons for columns of a table. */
public class Perceptrons extends ChoiceNetworkSpace {

    public Perceptrons() {
        super(
                "perceptrons",
                Choice.of("layers", 1, 2, 3),
                Choice.of("width", 8, 16, 32),
                Choice.of("residual", "yes", "no").when("layers", 2, 3),
                Choice.of("activation", "relu", "h-swish"));
    }

    @Override
    protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
        FeatureMap map = input;
        for (int layer = 1; layer <= architecture.number("layers"); layer++) {
            FeatureMap next =
                    map.linear("hidden" + layer, architecture.number("width")).batchNorm();
            next = architecture.value("activation").equals("relu") ? next.relu() : next.hSwish();
            map = layer > 1 && architecture.value("residual").equals("yes") ? map.add(next) : next;
        }
        return map.dropout(0.1).linear("classifier", classes);
    }

    @Override
    public Map<String, String> supernetRecipe() {
        return Map.of("batchSize", "20", "epochs", "10", "validationPaths", "3");
    }

    @Override
    public Map<String, String> trainingRecipe() {
        return Map.of("batchSize", "20", "epochs", "10", "learningRate", "0.05");
    }
}
