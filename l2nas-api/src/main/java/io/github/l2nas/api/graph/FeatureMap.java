package io.github.l2nas.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What a layer gives: C x H x W numbers of one image; after {@link #globalAverage()} and {@link #linear}, and for columns of a
 * table, C x 1 x 1. Each method applies a layer to this map and returns what that gives; the map itself stays as it is and may be
 * read by several layers.
 *
 * <p>Windows of odd size are padded with half of it, so that the sides become ceil(side / stride); windows of even size are not
 * padded: floor((side - size) / stride) + 1.
 *
 * <p>Every method throws {@link LayerException} where the layer doesn't fit this map or a number is out of range; it names the
 * layer. How names decide which networks share weights: see {@link NetworkBuilder}.
 */
public final class FeatureMap {

    private final NetworkBuilder network;
    private final int node;

    /** Where this map comes from, for messages. */
    private final String origin;

    /** State-dict prefix of the layer after which a batch normalisation is named. */
    private final Optional<String> layer;

    FeatureMap(NetworkBuilder network, int node, String origin, Optional<String> layer) {
        this.network = network;
        this.node = node;
        this.origin = origin;
        this.layer = layer;
    }

    NetworkBuilder network() {
        return network;
    }

    int node() {
        return node;
    }

    /**
     * The shape for one image.
     *
     * @return C x H x W
     */
    public Shape shape() {
        return network.graph().shape(node);
    }

    /**
     * A convolution of stride 1 without bias, for a batch normalisation to follow.
     *
     * @param name of the layer
     * @param channels of the result
     * @param kernel side of the window
     * @return channels x H x W where the kernel is odd
     */
    public FeatureMap convolution(String name, int channels, int kernel) {
        return convolution(name, channels, kernel, 1);
    }

    /**
     * A convolution without bias, for a batch normalisation to follow: {@code map.convolution("stem", 16, 3, 2).batchNorm()}.
     *
     * @param name of the layer
     * @param channels of the result
     * @param kernel side of the window
     * @param stride distance of the windows
     * @return channels x H' x W'
     */
    public FeatureMap convolution(String name, int channels, int kernel, int stride) {
        return convolution(name, channels, kernel, stride, 1, false);
    }

    /**
     * A convolution.
     *
     * @param name of the layer
     * @param channels of the result
     * @param kernel side of the window
     * @param stride distance of the windows
     * @param dilation distance of a window's points
     * @param bias whether a trained number is added to each channel
     * @return channels x H' x W'
     */
    public FeatureMap convolution(String name, int channels, int kernel, int stride, int dilation, boolean bias) {
        requireAtLeastOne(quoted(name), "channels", channels);
        return convolve(name, channels, kernel, stride, dilation, 1, bias);
    }

    /**
     * A depthwise convolution without bias: each channel with a kernel of its own.
     *
     * @param name of the layer
     * @param kernel side of the window
     * @param stride distance of the windows
     * @return C x H' x W'
     */
    public FeatureMap depthwise(String name, int kernel, int stride) {
        return depthwise(name, kernel, stride, 1);
    }

    /**
     * A dilated depthwise convolution without bias.
     *
     * @param name of the layer
     * @param kernel side of the window
     * @param stride distance of the windows
     * @param dilation distance of a window's points
     * @return C x H' x W'
     */
    public FeatureMap depthwise(String name, int kernel, int stride, int dilation) {
        return convolve(name, shape().channels(), kernel, stride, dilation, shape().channels(), false);
    }

    private FeatureMap convolve(
            String name, int channels, int kernel, int stride, int dilation, int groups, boolean bias) {
        requireAtLeastOne(quoted(name), "dilation", dilation);
        int padding = window(quoted(name), kernel, stride, dilation);
        network.claim(name);
        Integer[] sizes = {channels, shape().channels() / groups, kernel, kernel};
        String prefix = prefix(name, sizes);
        Optional<Weight> shift = bias ? Optional.of(Weight.whole(prefix + ".bias", channels)) : Optional.empty();
        return named(
                name,
                prefix,
                graph -> graph.convolution(
                        Weight.whole(prefix + ".weight", sizes), shift, stride, padding, dilation, groups, node));
    }

    /**
     * Checks a window.
     *
     * @return padding on each side
     */
    private int window(String what, int size, int stride, int dilation) {
        requireAtLeastOne(what, "kernel", size);
        requireAtLeastOne(what, "stride", stride);
        int extent = dilation * (size - 1) + 1;
        int padding = size % 2 == 1 ? dilation * (size - 1) / 2 : 0;
        if (Math.min(shape().height(), shape().width()) + 2 * padding < extent) {
            throw misfit(what, "its window of " + extent + " is larger than the map");
        }
        return padding;
    }

    /**
     * Batch normalisation, named after the convolution or linear layer before it.
     *
     * @return C x H x W
     */
    public FeatureMap batchNorm() {
        String before = layer.orElseThrow(() -> misfit(
                "batchNorm()", "there is no convolution or linear layer to be named after; use batchNorm(name)"));
        return normalise(before + ".norm");
    }

    /**
     * Batch normalisation.
     *
     * @param name of the layer
     * @return C x H x W
     */
    public FeatureMap batchNorm(String name) {
        return normalise(prefix(name, shape().channels()));
    }

    private FeatureMap normalise(String prefix) {
        network.claim(prefix);
        return unnamed(graph -> graph.batchNorm(prefix, node));
    }

    /**
     * max(x, 0).
     *
     * @return C x H x W
     */
    public FeatureMap relu() {
        return activation(Layer.Activation.Function.RELU);
    }

    /**
     * x relu6(x + 3) / 6 (MobileNetV3).
     *
     * @return C x H x W
     */
    public FeatureMap hSwish() {
        return activation(Layer.Activation.Function.H_SWISH);
    }

    /**
     * relu6(x + 3) / 6 (MobileNetV3).
     *
     * @return C x H x W
     */
    public FeatureMap hSigmoid() {
        return activation(Layer.Activation.Function.H_SIGMOID);
    }

    /**
     * A function of each number.
     *
     * @param function which
     * @return C x H x W
     */
    public FeatureMap activation(Layer.Activation.Function function) {
        return unnamed(graph -> graph.activation(function, node));
    }

    /**
     * The largest number of each window.
     *
     * @param kernel side of the window
     * @param stride distance of the windows
     * @return C x H' x W'
     */
    public FeatureMap maxPool(int kernel, int stride) {
        return pool(Layer.Pool.Kind.MAX, "maxPool", kernel, stride);
    }

    /**
     * The mean of each window; padding doesn't count.
     *
     * @param kernel side of the window
     * @param stride distance of the windows
     * @return C x H' x W'
     */
    public FeatureMap averagePool(int kernel, int stride) {
        return pool(Layer.Pool.Kind.AVERAGE, "averagePool", kernel, stride);
    }

    private FeatureMap pool(Layer.Pool.Kind kind, String method, int kernel, int stride) {
        int padding = window(method + "(" + kernel + ", " + stride + ")", kernel, stride, 1);
        return unnamed(graph -> graph.pool(kind, kernel, stride, padding, node));
    }

    /**
     * The mean of each channel.
     *
     * @return C x 1 x 1; this map where it is one pixel already
     */
    public FeatureMap globalAverage() {
        return shape().size() == shape().channels() ? this : unnamed(graph -> graph.globalAveragePool(node));
    }

    /**
     * A fully connected layer with bias; it reads a map of several pixels as C H W numbers in this order.
     *
     * @param name of the layer
     * @param outputs numbers in the result
     * @return outputs x 1 x 1
     */
    public FeatureMap linear(String name, int outputs) {
        requireAtLeastOne(quoted(name), "outputs", outputs);
        network.claim(name);
        int inputs = Math.toIntExact(shape().size());
        String prefix = prefix(name, outputs, inputs);
        return named(
                name,
                prefix,
                graph -> graph.linear(
                        Weight.whole(prefix + ".weight", outputs, inputs),
                        Weight.whole(prefix + ".bias", outputs),
                        node));
    }

    /**
     * This map times numbers that are weights, one for each channel: an operation of a {@link io.github.l2nas.api.space.Mixture}.
     *
     * @param weight name of the layer, and of its weight C x 1 x 1 x 1 in the state dict
     * @return C x H x W
     */
    public FeatureMap factor(String weight) {
        network.claim(weight);
        return named(weight, weight, graph -> graph.factor(weight, node));
    }

    /**
     * The sum of maps of one shape, as in residual networks: {@code map.relu().convolution("a", 16, 3).add(map)}.
     *
     * @param others at least one, each of this map's shape
     * @return C x H x W
     */
    public FeatureMap add(FeatureMap... others) {
        List<FeatureMap> maps = with("add", others);
        for (FeatureMap map : maps) {
            if (!map.shape().equals(shape())) {
                throw misfit("add", "it can't be added to " + map.shape() + " from " + map.origin);
            }
        }
        return joined("a sum", maps, graph -> graph.sum(nodes(maps)));
    }

    /**
     * The channels of this map, then those of others.
     *
     * @param others at least one, each with this map's height and width
     * @return (C1 + C2 + ...) x H x W
     */
    public FeatureMap concat(FeatureMap... others) {
        List<FeatureMap> maps = with("concat", others);
        for (FeatureMap map : maps) {
            if (map.shape().height() != shape().height() || map.shape().width() != shape().width()) {
                throw misfit("concat", "it can't be joined with " + map.shape() + " from " + map.origin);
            }
        }
        return joined("a concatenation", maps, graph -> graph.concat(nodes(maps)));
    }

    private List<FeatureMap> with(String what, FeatureMap... others) {
        List<FeatureMap> maps = new ArrayList<>(List.of(this));
        maps.addAll(List.of(others));
        network.requireOwn(what, maps);
        if (maps.size() < 2) {
            throw misfit(what, "it needs a second map");
        }
        return maps;
    }

    private static List<Integer> nodes(List<FeatureMap> maps) {
        return maps.stream().map(FeatureMap::node).toList();
    }

    private FeatureMap joined(String what, List<FeatureMap> maps, ToIntFunction<GraphBuilder> layer) {
        String inputs =
                String.join(" and ", maps.stream().map(map -> map.origin).toList());
        return new FeatureMap(network, layer.applyAsInt(network.graph()), what + " of " + inputs, Optional.empty());
    }

    /**
     * Squeeze-and-excitation (Hu et al. 2018): each channel times h_sigmoid(expand(relu(reduce(mean of the map)))).
     *
     * @param name of the layer, whose weights are {@code name.reduce} and {@code name.expand}
     * @param middle channels between the two, often C / 4
     * @return C x H x W
     */
    public FeatureMap squeezeExcite(String name, int middle) {
        requireAtLeastOne(quoted(name), "middle", middle);
        network.claim(name);
        int channels = shape().channels();
        String reduce = prefix(name + ".reduce", middle, channels);
        String expand = prefix(name + ".expand", channels, middle);
        return unnamed(graph -> graph.squeezeExcite(
                Weight.whole(reduce + ".weight", middle, channels, 1, 1),
                Weight.whole(reduce + ".bias", middle),
                Weight.whole(expand + ".weight", channels, middle, 1, 1),
                Weight.whole(expand + ".bias", channels),
                node));
    }

    /**
     * In training sets numbers to zero at random and scales the others up by 1 / (1 - rate), as {@code
     * map.globalAverage().dropout(0.2).linear("classifier", classes)}; otherwise this map.
     *
     * @param rate probability of a zero, in [0, 1)
     * @return C x H x W
     */
    public FeatureMap dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw misfit("dropout", "its rate must be in [0, 1), got " + rate);
        }
        return unnamed(graph -> graph.dropout(rate, node));
    }

    /**
     * MobileNetV2's block (Sandler et al. 2018): a 1 x 1 convolution to expansion x C channels, a depthwise convolution and a 1 x 1
     * convolution, each with batch normalisation, ReLU after the first two; added to this map where the shape stays. With an
     * expansion of 1 the first convolution is left out. Its layers are {@code name.expand}, {@code name.depthwise} and {@code
     * name.project}.
     *
     * @param name of the block
     * @param channels of the result
     * @param kernel side of the depthwise convolution's window; odd
     * @param expansion at least 1
     * @param stride of the depthwise convolution
     * @return channels x ceil(H / stride) x ceil(W / stride)
     */
    public FeatureMap invertedResidual(String name, int channels, int kernel, int expansion, int stride) {
        requireAtLeastOne(quoted(name), "expansion", expansion);
        FeatureMap map = expansion == 1
                ? this
                : convolution(name + ".expand", expansion * shape().channels(), 1)
                        .batchNorm()
                        .relu();
        map = map.depthwise(name + ".depthwise", kernel, stride).batchNorm().relu();
        map = map.convolution(name + ".project", channels, 1).batchNorm();
        return map.shape().equals(shape()) ? map.add(this) : map;
    }

    /**
     * A depthwise and a 1 x 1 convolution, each with batch normalisation and ReLU (MobileNet, Howard et al. 2017). Its layers are
     * {@code name.depthwise} and {@code name.pointwise}.
     *
     * @param name of the block
     * @param channels of the result
     * @param kernel side of the depthwise convolution's window
     * @param stride of the depthwise convolution
     * @return channels x H' x W'
     */
    public FeatureMap separableConvolution(String name, int channels, int kernel, int stride) {
        FeatureMap map =
                depthwise(name + ".depthwise", kernel, stride).batchNorm().relu();
        return map.convolution(name + ".pointwise", channels, 1).batchNorm().relu();
    }

    /**
     * The block of small ResNets (He et al. 2016): two 3 x 3 convolutions with batch normalisation, added to this map, with ReLU
     * after the first and after the sum. Where the shape changes, a 1 x 1 convolution with batch normalisation fits this map to the
     * sum. Its layers are {@code name.first}, {@code name.second} and {@code name.shortcut}.
     *
     * @param name of the block
     * @param channels of the result
     * @param stride of the first convolution
     * @return channels x ceil(H / stride) x ceil(W / stride)
     */
    public FeatureMap basicBlock(String name, int channels, int stride) {
        FeatureMap map =
                convolution(name + ".first", channels, 3, stride).batchNorm().relu();
        map = map.convolution(name + ".second", channels, 3).batchNorm();
        FeatureMap shortcut = map.shape().equals(shape())
                ? this
                : convolution(name + ".shortcut", channels, 1, stride).batchNorm();
        return map.add(shortcut).relu();
    }

    private FeatureMap named(String name, String prefix, ToIntFunction<GraphBuilder> addition) {
        return new FeatureMap(network, addition.applyAsInt(network.graph()), quoted(name), Optional.of(prefix));
    }

    private FeatureMap unnamed(ToIntFunction<GraphBuilder> addition) {
        return new FeatureMap(network, addition.applyAsInt(network.graph()), origin, layer);
    }

    private static String quoted(String name) {
        return "layer '" + name + "'";
    }

    private static String prefix(String name, Integer... sizes) {
        return name + "."
                + String.join("x", Arrays.stream(sizes).map(String::valueOf).toList());
    }

    private void requireAtLeastOne(String layer, String what, int value) {
        if (value < 1) {
            throw misfit(layer, what + " must be at least 1, got " + value);
        }
    }

    private LayerException misfit(String layer, String reason) {
        return new LayerException(layer + " can't read " + shape() + " from " + origin + ": " + reason);
    }
}
