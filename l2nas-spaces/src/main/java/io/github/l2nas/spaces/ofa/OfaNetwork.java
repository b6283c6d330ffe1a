package io.github.l2nas.spaces.ofa;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer.Activation.Function;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Compiles sub-networks of a Once-for-All MobileNetV3 supernet. Weights are named as in the supernet's state dict and are
 * views of its tensors: leading channels, and kernels that are the transformed centre of the stored 7 x 7 ones.
 *
 * @param width width multiplier of the supernet, for example 1.0 or 1.2
 * @param classes number of classes
 * @param height of the RGB input, pixels
 * @param imageWidth of the RGB input, pixels
 */
public record OfaNetwork(double width, int classes, int height, int imageWidth) {

    /** The published supernet of width 1.0 on 224 x 224 images. */
    public static final OfaNetwork IMAGENET = new OfaNetwork(1.0, 1000, 224, 224);

    /** Width multipliers of the published supernets. */
    static final Set<Double> PUBLISHED_WIDTHS = Set.of(1.0, 1.2);

    private static final int DIVISOR = 8;
    private static final int[] STAGE_WIDTHS = {24, 40, 80, 112, 160};
    private static final int[] STRIDES = {2, 2, 2, 1, 2};
    private static final boolean[] SQUEEZE_EXCITE = {false, true, false, true, true};
    private static final int FIRST_H_SWISH_STAGE = 2;
    private static final Weight.View WHOLE = new Weight.View.Whole();
    private static final Weight.View LEADING = new Weight.View.Leading();

    OfaNetwork withWidth(double multiplier) {
        return new OfaNetwork(multiplier, classes, height, imageWidth);
    }

    /**
     * The network of a sub-network with inherited weights.
     *
     * @param architecture the sub-network
     * @return its layer graph
     */
    public LayerGraph compile(OfaArchitecture architecture) {
        GraphBuilder graph = new GraphBuilder();
        int node = graph.input(new Shape(3, height, imageWidth));
        int first = scaled(16);
        node = graph.convolution(Weight.whole("first_conv.conv.weight", first, 3, 3, 3), 2, 1, 1, 1, node);
        node = graph.activation(Function.H_SWISH, graph.batchNorm("first_conv.bn", node));
        node = firstBlock(graph, node);
        for (int layer = 0; layer < OfaArchitecture.LAYERS; layer++) {
            if (architecture.active(layer)) {
                node = block(graph, architecture, layer, node);
            }
        }
        return graph.build(head(graph, node), OptionalInt.empty());
    }

    private int head(GraphBuilder graph, int input) {
        int in = graph.shape(input).channels();
        int expanded = scaled(960);
        int features = scaled(1280);
        int node = graph.convolution(
                Weight.whole("final_expand_layer.conv.weight", expanded, in, 1, 1), 1, 0, 1, 1, input);
        node = graph.activation(Function.H_SWISH, graph.batchNorm("final_expand_layer.bn", node));
        node = graph.convolution(
                Weight.whole("feature_mix_layer.conv.weight", features, expanded, 1, 1),
                1,
                0,
                1,
                1,
                graph.globalAveragePool(node));
        return graph.linear(
                Weight.whole("classifier.linear.weight", classes, features),
                Weight.whole("classifier.linear.bias", classes),
                graph.activation(Function.H_SWISH, node));
    }

    /** The fixed first block: depthwise 3x3, ReLU, 1x1, with a shortcut. */
    private int firstBlock(GraphBuilder graph, int input) {
        int in = graph.shape(input).channels();
        int out = scaled(16);
        String name = "blocks.0.conv.";
        int node = graph.convolution(Weight.whole(name + "depth_conv.conv.weight", in, 1, 3, 3), 1, 1, 1, in, input);
        node = graph.relu(graph.batchNorm(name + "depth_conv.bn", node));
        node = graph.convolution(Weight.whole(name + "point_linear.conv.weight", out, in, 1, 1), 1, 0, 1, 1, node);
        node = graph.batchNorm(name + "point_linear.bn", node);
        return in == out ? graph.sum(List.of(node, input)) : node;
    }

    private int block(GraphBuilder graph, OfaArchitecture architecture, int layer, int input) {
        int stage = layer / OfaArchitecture.LAYERS_PER_UNIT;
        int stride = layer % OfaArchitecture.LAYERS_PER_UNIT == 0 ? STRIDES[stage] : 1;
        Function function = stage >= FIRST_H_SWISH_STAGE ? Function.H_SWISH : Function.RELU;
        int in = graph.shape(input).channels();
        int out = scaled(STAGE_WIDTHS[stage]);
        int middle = makeDivisible(in * architecture.expansions().get(layer));
        int kernel = architecture.kernelSizes().get(layer);
        String name = "blocks." + (layer + 1) + ".conv.";

        int node = graph.convolution(
                weight(name + "inverted_bottleneck.conv.conv.weight", LEADING, middle, in, 1, 1), 1, 0, 1, 1, input);
        node = graph.activation(function, graph.batchNorm(name + "inverted_bottleneck.bn.bn", LEADING, node));
        node = graph.convolution(
                depthwise(name + "depth_conv.conv.", middle, kernel), stride, kernel / 2, 1, middle, node);
        node = graph.activation(function, graph.batchNorm(name + "depth_conv.bn.bn", LEADING, node));
        if (SQUEEZE_EXCITE[stage]) {
            node = squeezeExcite(graph, name + "depth_conv.se.fc.", node);
        }
        node = graph.convolution(
                weight(name + "point_linear.conv.conv.weight", LEADING, out, middle, 1, 1), 1, 0, 1, 1, node);
        node = graph.batchNorm(name + "point_linear.bn.bn", WHOLE, node);
        return stride == 1 && in == out ? graph.sum(List.of(node, input)) : node;
    }

    private static Weight depthwise(String name, int channels, int kernel) {
        List<String> matrices = switch (kernel) {
            case 7 -> List.of();
            case 5 -> List.of(name + "7to5_matrix");
            default -> List.of(name + "7to5_matrix", name + "5to3_matrix");
        };
        return weight(name + "conv.weight", new Weight.View.Centre(matrices), channels, 1, kernel, kernel);
    }

    private static int squeezeExcite(GraphBuilder graph, String name, int input) {
        int channels = graph.shape(input).channels();
        int middle = makeDivisible(Math.floor(channels / 4.0));
        return graph.squeezeExcite(
                weight(name + "reduce.weight", LEADING, middle, channels, 1, 1),
                weight(name + "reduce.bias", LEADING, middle),
                weight(name + "expand.weight", LEADING, channels, middle, 1, 1),
                weight(name + "expand.bias", LEADING, channels),
                input);
    }

    private static Weight weight(String name, Weight.View view, Integer... shape) {
        return new Weight(name, List.of(shape), view);
    }

    private int scaled(int channels) {
        return makeDivisible(channels * width);
    }

    /** OFA's rounding to a multiple of 8 that loses at most 10 percent. */
    private static int makeDivisible(double channels) {
        int rounded = Math.max(DIVISOR, (int) (channels + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return rounded < 0.9 * channels ? rounded + DIVISOR : rounded;
    }
}
