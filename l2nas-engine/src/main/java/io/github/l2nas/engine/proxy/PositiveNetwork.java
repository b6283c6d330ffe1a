package io.github.l2nas.engine.proxy;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.network.GraphRewrite;
import io.github.l2nas.engine.network.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network with the absolute values of its weights and without normalisation. Its activations are not negative. So ReLU does
 * nothing and is left out. Other activations count by what they do to large numbers: h-swish gives its input, and h-sigmoid,
 * which gates channels, gives 1.
 *
 * <p>Each activation a of the network is kept as a x 2^-k, where k belongs to its layer: 0 at first, and another where the mean of
 * a, estimated by the means of weights, comes out of 2^(k - 40) to 2^(k + 40). Then the layer's weights are multiplied by a
 * power of two; where a layer joins activations of several k, the others are brought to the largest. All of it is exact but
 * for the rounding of products, as the network itself would be with a larger range of exponents. A weight times its gradient is
 * the same with and without its power of two, but for that of the logits.
 */
final class PositiveNetwork {

    private static final int RANGE = 40;

    /** What is known of a node: ln of the mean of its activations (negative infinity for zeros), and k. */
    private record Scale(double logMean, int exponent) {}

    private final Parameters source;
    private final Parameters parameters = new Parameters(0);
    private final Set<String> connections = new LinkedHashSet<>();
    private final List<Scale> scales = new ArrayList<>();
    /** Nodes that a gate reads: what they are multiplied with stays as it is. */
    private final Set<Integer> gates = new HashSet<>();

    private LayerGraph graph;
    private int exponent;

    private PositiveNetwork(Parameters source) {
        this.source = source;
    }

    /**
     * The positive network of a network.
     *
     * @param network its layers
     * @param parameters its weights, which stay as they are
     * @return the network with weights of its own
     */
    static PositiveNetwork of(LayerGraph network, Parameters parameters) {
        PositiveNetwork positive = new PositiveNetwork(parameters);
        positive.graph = GraphRewrite.of(GraphRewrite.withoutAuxiliary(network), (node, inputs, result) -> {
            int place = positive.place(node, inputs, result);
            positive.exponent = positive.scales.get(place).exponent(); // the output comes last
            return place;
        });
        return positive;
    }

    LayerGraph graph() {
        return graph;
    }

    Parameters parameters() {
        return parameters;
    }

    /** Names of the weights that come from weights of the network. */
    Set<String> connections() {
        return connections;
    }

    /** The power of two that the logits were divided by. */
    int exponent() {
        return exponent;
    }

    private int place(LayerGraph.Node node, List<Integer> inputs, GraphRewrite result) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Activation activation) {
            if (activation.function() == Layer.Activation.Function.H_SIGMOID) {
                gates.add(inputs.get(0));
            }
            return inputs.get(0);
        }
        if (layer instanceof Layer.BatchNorm || layer instanceof Layer.DropPath || layer instanceof Layer.Dropout) {
            return inputs.get(0);
        }
        if (layer instanceof Layer.ChannelScale) {
            return gates.contains(inputs.get(1))
                    ? inputs.get(0)
                    : add(layer, inputs, node.shape(), result, product(inputs));
        }
        Optional<Weight> weight = UntrainedNetwork.connection(layer);
        if (weight.isPresent()) {
            return connect(layer, weight.get(), node.shape(), inputs.get(0), result);
        }
        if (layer instanceof Layer.Input) {
            return add(layer, inputs, node.shape(), result, new Scale(0, 0));
        }
        if (layer instanceof Layer.Zeros) {
            return add(layer, inputs, node.shape(), result, new Scale(Double.NEGATIVE_INFINITY, 0));
        }
        return join(layer, inputs, node.shape(), result);
    }

    private Scale product(List<Integer> inputs) {
        Scale first = scales.get(inputs.get(0));
        Scale second = scales.get(inputs.get(1));
        return new Scale(first.logMean() + second.logMean(), first.exponent() + second.exponent());
    }

    private int add(Layer layer, List<Integer> inputs, Shape shape, GraphRewrite result, Scale scale) {
        scales.add(scale);
        return result.add(layer, inputs, shape);
    }

    /** A convolution or a linear layer. */
    private int connect(Layer layer, Weight weight, Shape shape, int input, GraphRewrite result) {
        float[] values = source.get(weight.name()).values();
        Optional<Weight> bias = bias(layer);
        Scale before = scales.get(input);
        double logMean = before.logMean()
                + StrictMath.log(meanOf(values) * values.length / weight.shape().get(0));
        if (bias.isPresent()) {
            logMean = logSum(
                    logMean, StrictMath.log(meanOf(source.get(bias.get().name()).values())));
        }
        int exponent = exponent(logMean, before.exponent());
        String name = "layer" + scales.size();
        Weight scaled = put(name + ".weight", weight, before.exponent() - exponent);
        connections.add(scaled.name());
        Optional<Weight> scaledBias = bias.map(shift -> put(name + ".bias", shift, -exponent));
        Layer positive = layer instanceof Layer.Convolution convolution
                ? new Layer.Convolution(
                        scaled,
                        scaledBias,
                        convolution.stride(),
                        convolution.padding(),
                        convolution.dilation(),
                        convolution.groups())
                : new Layer.Linear(scaled, scaledBias.orElseThrow());
        return add(positive, List.of(input), shape, result, new Scale(logMean, exponent));
    }

    private static Optional<Weight> bias(Layer layer) {
        return layer instanceof Layer.Convolution convolution
                ? convolution.bias()
                : Optional.of(((Layer.Linear) layer).bias());
    }

    private static int exponent(double logMean, int before) {
        if (Double.isInfinite(logMean)) {
            return before;
        }
        double wanted = logMean / StrictMath.log(2);
        return Math.abs(wanted - before) <= RANGE ? before : (int) Math.rint(wanted);
    }

    private Weight put(String name, Weight weight, int shift) {
        float[] values = source.get(weight.name()).values();
        float[] scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = Math.scalb(Math.abs(values[i]), shift);
        }
        parameters.put(name, weight.shape(), scaled);
        return Weight.whole(name, weight.shape().toArray(new Integer[0]));
    }

    /** Layers without weights: of one input, sums and concatenations. */
    private int join(Layer layer, List<Integer> inputs, Shape shape, GraphRewrite result) {
        int largest = inputs.stream()
                .map(scales::get)
                .filter(scale -> !Double.isInfinite(scale.logMean()))
                .mapToInt(Scale::exponent)
                .max()
                .orElse(0);
        double logMean = Double.NEGATIVE_INFINITY;
        List<Integer> brought = new ArrayList<>();
        for (int input : inputs) {
            logMean = logSum(logMean, scales.get(input).logMean());
            brought.add(bring(input, largest, result));
        }
        return add(layer, brought, shape, result, new Scale(logMean, largest));
    }

    /** The same activations with another k. */
    private int bring(int input, int exponent, GraphRewrite result) {
        Scale scale = scales.get(input);
        if (scale.exponent() == exponent || Double.isInfinite(scale.logMean())) {
            return input;
        }
        Shape shape = result.node(input).shape();
        float[] factors = new float[shape.channels()];
        Arrays.fill(factors, Math.scalb(1f, scale.exponent() - exponent));
        String name = "scale" + scales.size();
        parameters.put(name, List.of(shape.channels(), 1, 1, 1), factors);
        Layer multiplied = new Layer.Convolution(
                Weight.whole(name, shape.channels(), 1, 1, 1), Optional.empty(), 1, 0, 1, shape.channels());
        return add(multiplied, List.of(input), shape, result, new Scale(scale.logMean(), exponent));
    }

    /** ln(exp(a) + exp(b)). */
    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return Double.isInfinite(larger) ? larger : larger + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - larger));
    }

    private static double meanOf(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        return sum / values.length;
    }
}
