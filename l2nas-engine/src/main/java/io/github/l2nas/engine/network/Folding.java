package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import java.util.List;
import java.util.Optional;

/**
 * Folds batch normalisations with running statistics into the convolutions and linear layers before them, whose weights take up gamma /
 * sqrt(variance + epsilon) and which get a bias: the same network for inference, up to rounding, with fewer passes over its
 * activations.
 */
public final class Folding {

    private final LayerGraph graph;
    private final Parameters parameters;
    private final int[] readers;
    private final Parameters folded = new Parameters(0);

    private Folding(Network network) {
        graph = network.graph();
        parameters = network.parameters();
        readers = new int[graph.nodes().size()];
        graph.nodes().forEach(node -> node.inputs().forEach(input -> readers[input]++));
    }

    /**
     * A network for inference.
     *
     * @param network stays as it is
     * @return the network without those batch normalisations that follow a convolution or a linear layer which nothing else reads
     */
    public static Network of(Network network) {
        return new Folding(network).fold();
    }

    private Network fold() {
        parameters.all().forEach(parameter -> folded.put(parameter.name(), parameter.shape(), parameter.values()));
        return new Network(GraphRewrite.of(graph, this::place), folded);
    }

    private int place(LayerGraph.Node node, List<Integer> inputs, GraphRewrite result) {
        if (!(node.layer() instanceof Layer.BatchNorm norm)
                || readers[node.inputs().get(0)] > 1) {
            return result.add(node.layer(), inputs, node.shape());
        }
        Layer before = graph.nodes().get(node.inputs().get(0)).layer();
        int place = inputs.get(0);
        if (before instanceof Layer.Convolution convolution) {
            result.replace(place, fold(convolution, norm));
            return place;
        }
        if (before instanceof Layer.Linear linear) {
            Weight shift = fold(linear.weight(), Optional.of(linear.bias()), norm);
            result.replace(place, new Layer.Linear(linear.weight(), shift));
            return place;
        }
        return result.add(norm, inputs, node.shape());
    }

    private Layer.Convolution fold(Layer.Convolution convolution, Layer.BatchNorm norm) {
        return new Layer.Convolution(
                convolution.weight(),
                Optional.of(fold(convolution.weight(), convolution.bias(), norm)),
                convolution.stride(),
                convolution.padding(),
                convolution.dilation(),
                convolution.groups());
    }

    /** Scales a weight, and gives the bias that goes with it. */
    private Weight fold(Weight weight, Optional<Weight> biases, Layer.BatchNorm norm) {
        int channels = weight.shape().get(0);
        float[] mean = values(norm.name() + Parameters.RUNNING_MEAN);
        float[] variance = values(norm.name() + Parameters.RUNNING_VARIANCE);
        float[] weights = values(weight.name()).clone();
        float[] shifts = new float[channels];
        int each = weights.length / channels;
        for (int c = 0; c < channels; c++) {
            double scale = value(norm.scale(), c, 1) / Math.sqrt(variance[c] + Layer.BatchNorm.EPSILON);
            double bias = value(biases, c, 0);
            shifts[c] = (float) (value(norm.shift(), c, 0) + (bias - mean[c]) * scale);
            for (int i = c * each; i < (c + 1) * each; i++) {
                weights[i] = (float) (weights[i] * scale);
            }
        }
        Weight shift = Weight.whole(norm.name() + ".folded", channels);
        folded.put(weight.name(), weight.shape(), weights);
        folded.put(shift.name(), shift.shape(), shifts);
        return shift;
    }

    private float[] values(String name) {
        return parameters.get(name).values();
    }

    private double value(Optional<Weight> weight, int channel, double otherwise) {
        return weight.isPresent() ? values(weight.get().name())[channel] : otherwise;
    }
}
