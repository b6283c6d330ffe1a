package com.example;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceNetworkSpace;

/** Perceptrons for columns of a table. */
public class Perceptrons extends ChoiceNetworkSpace {

    public Perceptrons() {
        super("perceptrons", Choice.of("layers", 1, 2), Choice.of("width", 8, 16, 32));
    }

    @Override
    protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
        FeatureMap map = input;
        for (int layer = 1; layer <= architecture.number("layers"); layer++) {
            map = map.linear("hidden" + layer, architecture.number("width")).batchNorm().relu();
        }
        return map.linear("classifier", classes);
    }
}
