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

    /** In place of a node: every number of it is zero. */
    private static final int ZERO = -1;

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
    private final Map<Common, Integer> common = new HashMap<>();
    private final List<Integer> outputs = new ArrayList<>();
    private final boolean[] used;
    private final Noise noise;

    /**
     * @param graph the network
     * @param auxiliary whether the auxiliary head is wanted
     * @param noise tells which layers do nothing
     */
    GraphPlan(LayerGraph graph, boolean auxiliary, Noise noise) {
        this.noise = noise;
        List<Integer> wanted = new ArrayList<>(List.of(graph.output()));
        if (auxiliary && graph.auxiliaryOutput().isPresent()) {
            wanted.add(graph.auxiliaryOutput().getAsInt());
        }
        boolean[] reaches = reaching(graph, wanted);
        int[] stepOf = new int[graph.nodes().size()];
        for (int node = 0; node < stepOf.length; node++) {
            if (reaches[node]) {
                stepOf[node] = plan(graph, graph.nodes().get(node), stepOf);
            }
        }
        for (int node : wanted) {
            outputs.add(materialised(stepOf[node], graph.nodes().get(node).shape()));
        }
        used = used();
    }

    /**
     * The layers to run, in order.
     *
     * @return the steps
     */
    List<Step> steps() {
        return steps;
    }

    /**
     * Whether a step's result reaches an output.
     *
     * @param step its index
     * @return false where it need not be run
     */
    boolean isUsed(int step) {
        return used[step];
    }

    /**
     * The steps that give the logits, and, where wanted, the auxiliary head's.
     *
     * @return one or two indices
     */
    List<Integer> outputs() {
        return outputs;
    }

    private boolean[] used() {
        boolean[] reaches = new boolean[steps.size()];
        outputs.forEach(output -> reaches[output] = true);
        for (int step = reaches.length - 1; step >= 0; step--) {
            if (reaches[step]) {
                steps.get(step).inputs().forEach(input -> reaches[input] = true);
            }
        }
        return reaches;
    }

    private static boolean[] reaching(LayerGraph graph, List<Integer> wanted) {
        boolean[] reaches = new boolean[graph.nodes().size()];
        wanted.forEach(node -> reaches[node] = true);
        for (int node = reaches.length - 1; node >= 0; node--) {
            if (reaches[node]) {
                graph.nodes().get(node).inputs().forEach(input -> reaches[input] = true);
            }
        }
        return reaches;
    }

    private int plan(LayerGraph graph, LayerGraph.Node node, int[] stepOf) {
        Layer layer = node.layer();
        List<Integer> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(stepOf[input]));
        if (layer instanceof Layer.Zeros) {
            return ZERO;
        }
        if (layer instanceof Layer.Add) {
            inputs.removeIf(input -> input == ZERO);
            if (inputs.size() < 2) {
                return inputs.isEmpty() ? ZERO : inputs.get(0);
            }
        }
        if (noise.leaves(layer)) {
            return inputs.get(0);
        }
        if (inputs.contains(ZERO) && keepsZero(layer)) {
            return ZERO;
        }
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = graph.nodes().get(node.inputs().get(i)).shape();
            inputs.set(i, materialised(inputs.get(i), shape));
        }
        return add(layer, inputs, node.shape());
    }

    private int materialised(int step, Shape shape) {
        return step == ZERO ? add(new Layer.Zeros(), List.of(), shape) : step;
    }

    private int add(Layer layer, List<Integer> inputs, Shape shape) {
        Step step = new Step(
                layer,
                List.copyOf(inputs),
                inputs.stream().map(input -> steps.get(input).shape()).toList(),
                shape);
        if (!layer.weights().isEmpty() || layer instanceof Layer.BatchNorm || isRandom(layer)) {
            steps.add(step);
            return steps.size() - 1;
        }
        return common.computeIfAbsent(new Common(layer, step.inputs(), shape), key -> {
            steps.add(step);
            return steps.size() - 1;
        });
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
