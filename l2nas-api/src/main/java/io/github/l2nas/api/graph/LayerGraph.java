package io.github.l2nas.api.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An immutable network: layers in an order in which each comes after its inputs.
 *
 * @param nodes the layers
 * @param output index of the node that gives the logits
 * @param auxiliaryOutput index of the node that gives the auxiliary head's logits, in training only
 */
public record LayerGraph(List<Node> nodes, int output, OptionalInt auxiliaryOutput) {

    /**
     * A layer in its place.
     *
     * @param layer what it does
     * @param inputs indices of earlier nodes
     * @param shape of its output for one image
     */
    public record Node(Layer layer, List<Integer> inputs, Shape shape) {
        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    public LayerGraph {
        nodes = List.copyOf(nodes);
    }

    /**
     * All trainable weights by name, in the order of the layers that use them.
     *
     * @return a new map
     */
    public Map<String, Weight> weights() {
        Map<String, Weight> weights = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (Weight weight : node.layer().weights()) {
                weights.put(weight.name(), weight);
            }
        }
        return weights;
    }

    /**
     * Trainable parameters: each weight once; running statistics are none.
     *
     * @return their number
     */
    public long params() {
        long params = 0;
        for (Node node : nodes) {
            for (Weight weight : node.layer().weights()) {
                params += weight.size();
            }
        }
        return params;
    }

    /**
     * Multiply-accumulates for one image in evaluation mode: output elements x (input channels / groups) x kernel area of
     * every convolution, those of squeeze-and-excitation included, and in x out of linear layers. Biases,
     * normalisation, pooling, activations and additions are not counted, nor is the auxiliary head.
     *
     * @return their number
     */
    public long macs() {
        boolean[] used = new boolean[nodes.size()];
        used[output] = true;
        long macs = 0;
        for (int index = output; index >= 0; index--) {
            if (used[index]) {
                Node node = nodes.get(index);
                macs += macs(node);
                node.inputs().forEach(input -> used[input] = true);
            }
        }
        return macs;
    }

    private static long macs(Node node) {
        if (node.layer() instanceof Layer.Convolution convolution) {
            List<Integer> shape = convolution.weight().shape();
            return node.shape().size() * shape.get(1) * shape.get(2) * shape.get(3);
        }
        if (node.layer() instanceof Layer.Linear linear) {
            return linear.weight().size();
        }
        return 0;
    }
}
