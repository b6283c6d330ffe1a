package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reduces a network to what evaluation needs. Drop path, dropout and the auxiliary head go, zeros vanish from sums, and with them
 * all that fed only them; where a sum is all zeros, zeros remain. One ReLU serves all that read that of the same node.
 */
final class InferenceGraph {

    private final LayerGraph graph;
    /** For each node the one that gives its values, itself or an earlier one. */
    private final int[] source;

    private final List<LayerGraph.Node> reduced;
    /** The ReLU of a node, by that node. */
    private final Map<Integer, Integer> relus = new HashMap<>();

    private InferenceGraph(LayerGraph graph) {
        this.graph = graph;
        this.source = new int[graph.nodes().size()];
        this.reduced = new ArrayList<>(graph.nodes());
    }

    static LayerGraph of(LayerGraph graph) {
        InferenceGraph inference = new InferenceGraph(graph);
        for (int index = 0; index < graph.nodes().size(); index++) {
            inference.reduce(index);
        }
        return inference.reachable();
    }

    private void reduce(int index) {
        LayerGraph.Node node = graph.nodes().get(index);
        List<Integer> inputs = new ArrayList<>();
        for (int input : node.inputs()) {
            inputs.add(source[input]);
        }
        if (node.layer() instanceof Layer.Add && inputs.stream().anyMatch(this::isZeros)) {
            int zeros = inputs.get(0);
            inputs.removeIf(this::isZeros);
            if (inputs.isEmpty()) {
                inputs.add(zeros);
            }
        }
        reduced.set(index, new LayerGraph.Node(node.layer(), inputs, node.shape()));
        if (inputs.size() == 1 && givesItsInput(node, inputs.get(0))) {
            source[index] = inputs.get(0);
        } else if (isRelu(node.layer())) {
            source[index] = relus.computeIfAbsent(inputs.get(0), input -> index);
        } else {
            source[index] = index;
        }
    }

    private boolean isZeros(int index) {
        return reduced.get(index).layer() instanceof Layer.Zeros;
    }

    private boolean givesItsInput(LayerGraph.Node node, int input) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Add
                || layer instanceof Layer.Concat
                || layer instanceof Layer.DropPath
                || layer instanceof Layer.Dropout) {
            return true;
        }
        boolean keepsZeros = layer instanceof Layer.Pool || layer instanceof Layer.Zeros || isRelu(layer);
        return keepsZeros
                && isZeros(input)
                && node.shape().equals(reduced.get(input).shape());
    }

    static boolean isRelu(Layer layer) {
        return layer instanceof Layer.Activation activation && activation.function() == Layer.Activation.Function.RELU;
    }

    private LayerGraph reachable() {
        int output = source[graph.output()];
        boolean[] reached = new boolean[reduced.size()];
        reached[output] = true;
        for (int index = output; index >= 0; index--) {
            if (reached[index]) {
                reduced.get(index).inputs().forEach(input -> reached[input] = true);
            }
        }
        int[] renumbered = new int[reduced.size()];
        List<LayerGraph.Node> nodes = new ArrayList<>();
        for (int index = 0; index <= output; index++) {
            if (reached[index]) {
                LayerGraph.Node node = reduced.get(index);
                List<Integer> inputs =
                        node.inputs().stream().map(input -> renumbered[input]).toList();
                renumbered[index] = nodes.size();
                nodes.add(new LayerGraph.Node(node.layer(), inputs, node.shape()));
            }
        }
        return new LayerGraph(nodes, renumbered[output], OptionalInt.empty());
    }
}
