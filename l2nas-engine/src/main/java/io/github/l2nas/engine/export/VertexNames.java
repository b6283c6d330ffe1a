package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import java.util.Locale;

/**
 * Names of a DL4J network's vertices: {@code classifier} for the node of the logits; else, where a node has weights, theirs
 * in the state dict without the last part, otherwise what it does and its number.
 */
final class VertexNames {

    static final String PROBABILITIES = "probabilities";

    private static final String CLASSIFIER = "classifier";

    private VertexNames() {}

    static String of(LayerGraph graph, int index) {
        Layer layer = graph.nodes().get(index).layer();
        if (layer instanceof Layer.Input) {
            return "input";
        }
        if (index == graph.output()) {
            return CLASSIFIER;
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return norm.name();
        }
        if (layer instanceof Layer.Convolution convolution) {
            return withoutLastPart(convolution.weight().name());
        }
        if (layer instanceof Layer.Linear linear) {
            return withoutLastPart(linear.weight().name());
        }
        return layer.getClass().getSimpleName().toLowerCase(Locale.ROOT) + "-" + index;
    }

    private static String withoutLastPart(String weight) {
        return weight.substring(0, weight.lastIndexOf('.'));
    }
}
