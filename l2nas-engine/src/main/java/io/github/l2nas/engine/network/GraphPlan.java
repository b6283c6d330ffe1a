package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be computed of a layer graph: nothing that does not reach an output, no zeros that vanish in a sum, and only
 * once what several edges do to the same node (the ReLU before each convolution of a cell, above all).
 */
final class GraphPlan {

    /**
     * A layer that is run.
     *
     * @param layer what it does
     * @param inputs indices of earlier steps
     * @param inputShapes their shapes
     * @param shape of its output
     */
    record Step(Layer layer, List<Integer> inputs, List<Shape> inputShapes, Shape shape) {}

    private record Common(Layer layer, List<Integer> inputs, Shape shape) {}

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();
    private final Map<Common, Integer> common = new HashMap<>();
    private final Noise noise;
    private final boolean merges;
    private final Shape image;
    private final LayerGraph planned;

    /**
     * @param graph the network
     * @param auxiliary whether the auxiliary head is wanted
     * @param noise tells which layers do nothing
     */
    GraphPlan(LayerGraph graph, boolean auxiliary, Noise noise) {
        this(graph, auxiliary, noise, true);
    }

    /**
     * @param graph the network
     * @param auxiliary whether the auxiliary head is wanted
     * @param noise tells which layers do nothing
     * @param merges whether what several edges do to the same node is done once; otherwise each of these layers is a step
     */
    GraphPlan(LayerGraph graph, boolean auxiliary, Noise noise, boolean merges) {
        this.noise = noise;
        this.merges = merges;
        image = graph.nodes().stream()
                .filter(node -> node.layer() instanceof Layer.Input)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a network without input"))
                .shape();
        LayerGraph needed = auxiliary ? GraphRewrite.reaching(graph) : GraphRewrite.withoutAuxiliary(graph);
        planned = GraphRewrite.of(needed, this::place);
        for (LayerGraph.Node node : planned.nodes()) {
            List<Shape> inputShapes = node.inputs().stream()
                    .map(input -> steps.get(input).shape())
                    .toList();
            steps.add(new Step(node.layer(), node.inputs(), inputShapes, node.shape()));
        }
        outputs.add(planned.output());
        planned.auxiliaryOutput().ifPresent(outputs::add);
    }

    /**
     * The layers to run, in order; each reaches an output.
     *
     * @return the steps
     */
    List<Step> steps() {
        return steps;
    }

    /**
     * The layers to run as a network.
     *
     * @return without the input where no layer reads it
     */
    LayerGraph planned() {
        return planned;
    }

    /**
     * What the network reads, even where none of it reaches an output.
     *
     * @return the shape of one image
     */
    Shape image() {
        return image;
    }

    /**
     * The steps that give the logits, and, where wanted, the auxiliary head's.
     *
     * @return one or two indices
     */
    List<Integer> outputs() {
        return outputs;
    }

    private int place(LayerGraph.Node node, List<Integer> inputs, GraphRewrite result) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Add) {
            inputs.removeIf(result::isZeros);
            if (inputs.size() == 1) {
                return inputs.get(0);
            }
        }
        if (noise.leaves(layer)) {
            return inputs.get(0);
        }
        boolean zeros = layer instanceof Layer.Zeros
                || (layer instanceof Layer.Add && inputs.isEmpty())
                || (keepsZero(layer) && inputs.stream().anyMatch(result::isZeros));
        return zeros
                ? once(new Layer.Zeros(), List.of(), node.shape(), result)
                : once(layer, List.copyOf(inputs), node.shape(), result);
    }

    /** The node that does this already, where there is one. */
    private int once(Layer layer, List<Integer> inputs, Shape shape, GraphRewrite result) {
        if (!merges || !layer.weights().isEmpty() || layer instanceof Layer.BatchNorm || isRandom(layer)) {
            return result.add(layer, inputs, shape);
        }
        return common.computeIfAbsent(new Common(layer, inputs, shape), key -> result.add(layer, inputs, shape));
    }

    private static boolean isRandom(Layer layer) {
        return layer instanceof Layer.DropPath || layer instanceof Layer.Dropout;
    }

    private static boolean keepsZero(Layer layer) {
        return layer instanceof Layer.Pool
                || layer instanceof Layer.GlobalAveragePool
                || layer instanceof Layer.Slice
                || layer instanceof Layer.Shuffle
                || layer instanceof Layer.Crop
                || isRandom(layer)
                || layer instanceof Layer.ChannelScale
                || (layer instanceof Layer.Activation activation
                        && activation.function() != Layer.Activation.Function.H_SIGMOID)
                || (layer instanceof Layer.Convolution convolution
                        && convolution.bias().isEmpty());
    }
}
