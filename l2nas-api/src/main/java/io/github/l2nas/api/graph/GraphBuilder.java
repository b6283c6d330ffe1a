package io.github.l2nas.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Builds a layer graph node by node, inferring and checking shapes. Every method returns the index of the node it adds.
 */
public final class GraphBuilder {

    private final List<LayerGraph.Node> nodes = new ArrayList<>();

    /**
     * The finished graph.
     *
     * @param output node of the logits
     * @param auxiliaryOutput node of the auxiliary head's logits
     * @return the graph
     */
    public LayerGraph build(int output, OptionalInt auxiliaryOutput) {
        return new LayerGraph(nodes, output, auxiliaryOutput);
    }

    public Shape shape(int node) {
        return nodes.get(node).shape();
    }

    public int input(Shape shape) {
        return add(new Layer.Input(shape), shape);
    }

    /**
     * A convolution.
     *
     * @param weight out x in/groups x kernel x kernel
     * @param bias out, where there is one
     * @param stride in both directions
     * @param padding on each side
     * @param dilation distance of kernel points
     * @param groups number of groups
     * @param input the node it reads
     * @return its node
     */
    public int convolution(
            Weight weight, Optional<Weight> bias, int stride, int padding, int dilation, int groups, int input) {
        Shape in = shape(input);
        List<Integer> sizes = weight.shape();
        if (sizes.get(1) * groups != in.channels() || sizes.get(0) % groups != 0) {
            throw new IllegalArgumentException(
                    weight.name() + " " + sizes + " with " + groups + " groups does not fit " + in);
        }
        int extent = dilation * (sizes.get(2) - 1) + 1;
        Shape out = new Shape(
                sizes.get(0),
                windows(in.height(), extent, stride, padding, weight.name()),
                windows(in.width(), extent, stride, padding, weight.name()));
        return add(new Layer.Convolution(weight, bias, stride, padding, dilation, groups), out, input);
    }

    public int convolution(Weight weight, int stride, int padding, int dilation, int groups, int input) {
        return convolution(weight, Optional.empty(), stride, padding, dilation, groups, input);
    }

    private static int windows(int size, int extent, int stride, int padding, String name) {
        int room = size + 2 * padding - extent;
        if (room < 0) {
            throw new IllegalArgumentException(name + ": a window of " + extent + " does not fit a side of " + size
                    + "; the resolution is too small");
        }
        return room / stride + 1;
    }

    /**
     * Multiplies a map by numbers that are weights, one for each channel: a 1 x 1 convolution of each channel by itself.
     *
     * @param name of the weight, C x 1 x 1 x 1
     * @param input the node it reads
     * @return its node
     */
    public int factor(String name, int input) {
        int channels = shape(input).channels();
        return convolution(Weight.whole(name, channels, 1, 1, 1), 1, 0, 1, channels, input);
    }

    /**
     * Batch normalisation with gamma and beta.
     *
     * @param name prefix of {@code weight}, {@code bias}, {@code running_mean} and {@code running_var}
     * @param view how the channels lie in the stored vectors
     * @param input the node it reads
     * @return its node
     */
    public int batchNorm(String name, Weight.View view, int input) {
        List<Integer> channels = List.of(shape(input).channels());
        return add(
                new Layer.BatchNorm(
                        name,
                        Optional.of(new Weight(name + ".weight", channels, view)),
                        Optional.of(new Weight(name + ".bias", channels, view))),
                shape(input),
                input);
    }

    public int batchNorm(String name, int input) {
        return batchNorm(name, new Weight.View.Whole(), input);
    }

    /**
     * Batch normalisation without gamma and beta.
     *
     * @param name prefix of {@code running_mean} and {@code running_var}
     * @param input the node it reads
     * @return its node
     */
    public int plainBatchNorm(String name, int input) {
        return add(new Layer.BatchNorm(name, Optional.empty(), Optional.empty()), shape(input), input);
    }

    public int activation(Layer.Activation.Function function, int input) {
        return add(new Layer.Activation(function), shape(input), input);
    }

    public int relu(int input) {
        return activation(Layer.Activation.Function.RELU, input);
    }

    public int pool(Layer.Pool.Kind kind, int kernel, int stride, int padding, int input) {
        Shape in = shape(input);
        Shape out = new Shape(
                in.channels(),
                windows(in.height(), kernel, stride, padding, "pooling"),
                windows(in.width(), kernel, stride, padding, "pooling"));
        return add(new Layer.Pool(kind, kernel, stride, padding), out, input);
    }

    public int globalAveragePool(int input) {
        return add(new Layer.GlobalAveragePool(), new Shape(shape(input).channels(), 1, 1), input);
    }

    public int zeros(int input) {
        return add(new Layer.Zeros(), shape(input), input);
    }

    /**
     * The sum of nodes of one shape.
     *
     * @param inputs at least one node; of a single one it is that node
     * @return the sum's node
     */
    public int sum(List<Integer> inputs) {
        if (inputs.size() == 1) {
            return inputs.get(0);
        }
        Shape first = shape(inputs.get(0));
        for (int input : inputs) {
            if (!shape(input).equals(first)) {
                throw new IllegalArgumentException("can't add " + shape(input) + " to " + first);
            }
        }
        return add(new Layer.Add(), first, inputs.toArray(Integer[]::new));
    }

    public int concat(List<Integer> inputs) {
        Shape first = shape(inputs.get(0));
        int channels = 0;
        for (int input : inputs) {
            Shape shape = shape(input);
            if (shape.height() != first.height() || shape.width() != first.width()) {
                throw new IllegalArgumentException("can't concatenate " + shape + " and " + first);
            }
            channels += shape.channels();
        }
        return add(
                new Layer.Concat(), new Shape(channels, first.height(), first.width()), inputs.toArray(Integer[]::new));
    }

    /**
     * Channels {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param from first channel
     * @param to end of the channels
     * @param input the node it reads
     * @return its node
     */
    public int slice(int from, int to, int input) {
        Shape in = shape(input);
        if (from < 0 || to <= from || to > in.channels()) {
            throw new IllegalArgumentException("can't take channels " + from + " to " + to + " of " + in);
        }
        return add(new Layer.Slice(from, to), new Shape(to - from, in.height(), in.width()), input);
    }

    public int shuffle(int groups, int input) {
        if (shape(input).channels() % groups != 0) {
            throw new IllegalArgumentException("can't shuffle " + shape(input) + " in " + groups + " groups");
        }
        return add(new Layer.Shuffle(groups), shape(input), input);
    }

    public int crop(int input) {
        Shape in = shape(input);
        return add(new Layer.Crop(), new Shape(in.channels(), in.height() - 1, in.width() - 1), input);
    }

    /**
     * Squeeze-and-excitation (Hu et al. 2018): the input times h_sigmoid(expand(relu(reduce(mean)))).
     *
     * @param reduce middle x C x 1 x 1
     * @param reduceBias middle
     * @param expand C x middle x 1 x 1
     * @param expandBias C
     * @param input the node it reads
     * @return its node
     */
    public int squeezeExcite(Weight reduce, Weight reduceBias, Weight expand, Weight expandBias, int input) {
        int mean = globalAveragePool(input);
        int middle = relu(convolution(reduce, Optional.of(reduceBias), 1, 0, 1, 1, mean));
        int gate = activation(
                Layer.Activation.Function.H_SIGMOID, convolution(expand, Optional.of(expandBias), 1, 0, 1, 1, middle));
        if (shape(gate).channels() != shape(input).channels()) {
            throw new IllegalArgumentException(expand + " does not fit " + shape(input));
        }
        return add(new Layer.ChannelScale(), shape(input), input, gate);
    }

    public int linear(Weight weight, Weight bias, int input) {
        if (weight.shape().get(1) != shape(input).size()) {
            throw new IllegalArgumentException(weight + " does not fit " + shape(input));
        }
        return add(new Layer.Linear(weight, bias), new Shape(weight.shape().get(0), 1, 1), input);
    }

    public int dropPath(int input) {
        return add(new Layer.DropPath(), shape(input), input);
    }

    public int dropout(double rate, int input) {
        return add(new Layer.Dropout(rate), shape(input), input);
    }

    private int add(Layer layer, Shape shape, Integer... inputs) {
        nodes.add(new LayerGraph.Node(layer, List.of(inputs), shape));
        return nodes.size() - 1;
    }
}
