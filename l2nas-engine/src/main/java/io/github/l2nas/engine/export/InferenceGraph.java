package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.engine.network.GraphRewrite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reduces a network to what evaluation needs. Drop path, dropout and the auxiliary head go, zeros vanish from sums, and with them
 * all that fed only them; where a sum is all zeros, zeros remain. One ReLU serves all that read that of the same node.
 */
public final class InferenceGraph {

    /** The ReLU of a node, by that node. */
    private final Map<Integer, Integer> relus = new HashMap<>();

    private InferenceGraph() {}

    /**
     * What evaluation needs of a network.
     *
     * @param graph stays as it is
     * @return a network with one output
     */
    public static LayerGraph of(LayerGraph graph) {
        return GraphRewrite.of(
                new LayerGraph(graph.nodes(), graph.output(), OptionalInt.empty()), new InferenceGraph()::place);
    }

    private int place(LayerGraph.Node node, List<Integer> inputs, GraphRewrite result) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Add && inputs.stream().anyMatch(result::isZeros)) {
            int zeros = inputs.get(0);
            inputs.removeIf(result::isZeros);
            if (inputs.isEmpty()) {
                inputs.add(zeros);
            }
        }
        if (inputs.size() == 1 && givesItsInput(node, result.node(inputs.get(0)))) {
            return inputs.get(0);
        }
        return isRelu(layer)
                ? relus.computeIfAbsent(inputs.get(0), input -> result.add(layer, inputs, node.shape()))
                : result.add(layer, inputs, node.shape());
    }

    private static boolean givesItsInput(LayerGraph.Node node, LayerGraph.Node input) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Add
                || layer instanceof Layer.Concat
                || layer instanceof Layer.DropPath
                || layer instanceof Layer.Dropout) {
            return true;
        }
        boolean keepsZeros = layer instanceof Layer.Pool || layer instanceof Layer.Zeros || isRelu(layer);
        return keepsZeros
                && input.layer() instanceof Layer.Zeros
                && node.shape().equals(input.shape());
    }

    /** Whether a layer gives C numbers where it takes C numbers, and maps where it takes maps. */
    static boolean keepsKind(Layer layer) {
        return layer instanceof Layer.BatchNorm
                || layer instanceof Layer.Activation
                || layer instanceof Layer.Add
                || layer instanceof Layer.Concat
                || layer instanceof Layer.Zeros;
    }

    static boolean isRelu(Layer layer) {
        return layer instanceof Layer.Activation activation && activation.function() == Layer.Activation.Function.RELU;
    }
}
