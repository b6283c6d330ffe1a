package io.github.l2nas.engine.pytorch;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Runs a layer graph forward in double precision, element by element as the layers are defined: slow, and independent of
 * every backend. Weights are used as a whole; views of larger ones are not known here.
 */
public final class ForwardPass {

    private static final double EPSILON = 1e-5;

    private final LayerGraph graph;
    private final Map<String, NamedTensor> tensors;
    private final boolean training;

    /**
     * A network with its weights.
     *
     * @param graph the network
     * @param tensors its state dict
     * @param training whether batch normalisation uses the statistics of the batch
     */
    public ForwardPass(LayerGraph graph, Map<String, NamedTensor> tensors, boolean training) {
        this.graph = graph;
        this.tensors = tensors;
        this.training = training;
    }

    /** Activations: image n, channel c, row y, column x at ((n C + c) H + y) W + x. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Activations(int images, Shape shape, double[] values) {

        Activations(int images, Shape shape) {
            this(images, shape, new double[images * Math.toIntExact(shape.size())]);
        }

        int map() {
            return shape.height() * shape.width();
        }

        int index(int image, int channel, int row, int column) {
            return ((image * shape.channels() + channel) * shape.height() + row) * shape.width() + column;
        }

        /** Zero outside. */
        double at(int image, int channel, int row, int column) {
            return inside(row, column) ? values[index(image, channel, row, column)] : 0;
        }

        boolean inside(int row, int column) {
            return row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        }
    }

    /** One number of the output. */
    private interface Element {
        double at(int image, int channel, int row, int column);
    }

    /**
     * Runs it.
     *
     * @param input N x C x H x W
     * @return the values of the output node, in the same order
     */
    public double[] run(NpyFile input) {
        List<Activations> results = new ArrayList<>();
        int images = input.shape().get(0);
        for (LayerGraph.Node node : graph.nodes()) {
            if (node.layer() instanceof Layer.Input) {
                results.add(new Activations(images, node.shape(), input.values()));
            } else {
                results.add(layer(node, node.inputs().stream().map(results::get).toList()));
            }
        }
        return results.get(graph.output()).values();
    }

    private Activations layer(LayerGraph.Node node, List<Activations> inputs) {
        Activations in = inputs.get(0);
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            return fill(in, node, convolution(convolution, in));
        } else if (layer instanceof Layer.BatchNorm norm) {
            return fill(in, node, norm(norm, in));
        } else if (layer instanceof Layer.Activation activation) {
            return fill(in, node, (n, c, y, x) -> activation(activation.function(), in.at(n, c, y, x)));
        } else if (layer instanceof Layer.Pool pool) {
            return fill(in, node, (n, c, y, x) -> pool(pool, in, n, c, y, x));
        } else if (layer instanceof Layer.GlobalAveragePool) {
            return fill(in, node, (n, c, y, x) -> mean(in, n, n + 1, c));
        } else if (layer instanceof Layer.Zeros) {
            return fill(in, node, (n, c, y, x) -> 0);
        } else if (layer instanceof Layer.Add) {
            return fill(
                    in,
                    node,
                    (n, c, y, x) -> inputs.stream()
                            .mapToDouble(input -> input.at(n, c, y, x))
                            .sum());
        } else if (layer instanceof Layer.Concat) {
            return fill(in, node, (n, c, y, x) -> concat(inputs, n, c, y, x));
        } else if (layer instanceof Layer.Slice slice) {
            return fill(in, node, (n, c, y, x) -> in.at(n, slice.from() + c, y, x));
        } else if (layer instanceof Layer.Shuffle shuffle) {
            int group = in.shape().channels() / shuffle.groups();
            return fill(in, node, (n, c, y, x) -> in.at(n, c % shuffle.groups() * group + c / shuffle.groups(), y, x));
        } else if (layer instanceof Layer.Crop) {
            return fill(in, node, (n, c, y, x) -> in.at(n, c, y + 1, x + 1));
        } else if (layer instanceof Layer.ChannelScale) {
            return fill(
                    in, node, (n, c, y, x) -> in.at(n, c, y, x) * inputs.get(1).at(n, c, 0, 0));
        } else if (layer instanceof Layer.Linear linear) {
            return fill(in, node, linear(linear, in));
        } else if (layer instanceof Layer.DropPath) {
            return in;
        }
        throw new IllegalArgumentException("can't run " + layer);
    }

    private static Activations fill(Activations input, LayerGraph.Node node, Element element) {
        Activations output = new Activations(input.images(), node.shape());
        for (int n = 0; n < output.images(); n++) {
            for (int c = 0; c < node.shape().channels(); c++) {
                for (int y = 0; y < node.shape().height(); y++) {
                    for (int x = 0; x < node.shape().width(); x++) {
                        output.values()[output.index(n, c, y, x)] = element.at(n, c, y, x);
                    }
                }
            }
        }
        return output;
    }

    private float[] weight(Weight weight) {
        NamedTensor tensor = tensor(weight.name());
        if (!tensor.shape().equals(weight.shape())) {
            throw new IllegalArgumentException(weight + " has shape " + tensor.shape() + " in the state dict");
        }
        return tensor.values();
    }

    private NamedTensor tensor(String name) {
        NamedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the state dict has no " + name);
        }
        return tensor;
    }

    private Element convolution(Layer.Convolution layer, Activations in) {
        float[] kernel = weight(layer.weight());
        List<Integer> sizes = layer.weight().shape();
        int out = sizes.get(0) / layer.groups();
        int depth = sizes.get(1);
        int side = sizes.get(2);
        float[] bias = layer.bias().map(this::weight).orElseGet(() -> new float[sizes.get(0)]);
        return (n, c, y, x) -> {
            double sum = bias[c];
            int first = c / out * depth;
            for (int d = 0; d < depth; d++) {
                for (int i = 0; i < side * side; i++) {
                    int row = y * layer.stride() - layer.padding() + i / side * layer.dilation();
                    int column = x * layer.stride() - layer.padding() + i % side * layer.dilation();
                    sum += kernel[(c * depth + d) * side * side + i] * in.at(n, first + d, row, column);
                }
            }
            return sum;
        };
    }

    private Element norm(Layer.BatchNorm layer, Activations in) {
        int channels = in.shape().channels();
        double[] mean = new double[channels];
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        for (int c = 0; c < channels; c++) {
            int channel = c;
            mean[c] = training
                    ? mean(in, 0, in.images(), c)
                    : tensor(layer.name() + ".running_mean").values()[c];
            double variance = training
                    ? variance(in, c, mean[c])
                    : tensor(layer.name() + ".running_var").values()[c];
            scale[c] =
                    layer.scale().map(gamma -> (double) weight(gamma)[channel]).orElse(1.0)
                            / Math.sqrt(variance + EPSILON);
            shift[c] = layer.shift().map(beta -> (double) weight(beta)[channel]).orElse(0.0);
        }
        return (n, c, y, x) -> (in.at(n, c, y, x) - mean[c]) * scale[c] + shift[c];
    }

    private static double mean(Activations in, int from, int to, int channel) {
        double sum = 0;
        for (int n = from; n < to; n++) {
            int start = in.index(n, channel, 0, 0);
            sum += Arrays.stream(in.values(), start, start + in.map()).sum();
        }
        return sum / ((to - from) * in.map());
    }

    private static double variance(Activations in, int channel, double mean) {
        double sum = 0;
        for (int n = 0; n < in.images(); n++) {
            int start = in.index(n, channel, 0, 0);
            sum += Arrays.stream(in.values(), start, start + in.map())
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
        }
        return sum / (in.images() * in.map());
    }

    private static double activation(Layer.Activation.Function function, double x) {
        double gate = Math.min(Math.max(x + 3, 0), 6) / 6;
        return switch (function) {
            case RELU -> Math.max(x, 0);
            case H_SWISH -> x * gate;
            case H_SIGMOID -> gate;
        };
    }

    private static double pool(Layer.Pool layer, Activations in, int n, int c, int y, int x) {
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int i = 0; i < layer.kernel() * layer.kernel(); i++) {
            int row = y * layer.stride() - layer.padding() + i / layer.kernel();
            int column = x * layer.stride() - layer.padding() + i % layer.kernel();
            if (in.inside(row, column)) {
                double value = in.at(n, c, row, column);
                sum += value;
                max = Math.max(max, value);
                count++;
            }
        }
        return layer.kind() == Layer.Pool.Kind.MAX ? max : sum / count;
    }

    private static double concat(List<Activations> inputs, int n, int c, int y, int x) {
        int channel = c;
        for (Activations input : inputs) {
            if (channel < input.shape().channels()) {
                return input.at(n, channel, y, x);
            }
            channel -= input.shape().channels();
        }
        throw new IllegalStateException("no channel " + c);
    }

    private Element linear(Layer.Linear layer, Activations in) {
        float[] weight = weight(layer.weight());
        float[] bias = weight(layer.bias());
        int features = layer.weight().shape().get(1);
        return (n, c, y, x) -> {
            double sum = bias[c];
            for (int i = 0; i < features; i++) {
                sum += weight[c * features + i] * in.values()[n * features + i];
            }
            return sum;
        };
    }
}
