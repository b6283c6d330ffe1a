package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every kind of layer in several shapes: few and many channels, odd sides, one image and several. */
final class LayerCases {

    private LayerCases() {}

    static Stream<LayerCase> all() {
        return IntStream.of(1, 5)
                .boxed()
                .flatMap(batch -> Stream.of(
                                dense(batch),
                                grouped(batch),
                                normed(batch),
                                pooled(batch),
                                arranged(batch),
                                joined(batch))
                        .flatMap(cases -> cases));
    }

    /** Convolutions large enough for ways that are faster then: full and filled-up channels, one image and several. */
    static Stream<LayerCase> large() {
        return Stream.of(
                convolution(1, new Shape(32, 24, 23), 40, 3, 1, 1, 1, 1, true),
                convolution(2, new Shape(32, 24, 24), 32, 3, 1, 1, 1, 1, false),
                convolution(5, new Shape(12, 64, 60), 4, 3, 1, 1, 1, 1, false),
                convolution(8, new Shape(17, 64, 64), 2, 3, 1, 1, 1, 1, true));
    }

    private static LayerCase of(int batch, Shape input, BiFunction<GraphBuilder, Integer, Integer> layer) {
        return LayerCase.of(batch, List.of(input), (builder, nodes) -> layer.apply(builder, nodes.get(0)));
    }

    private static LayerCase convolution(
            int batch,
            Shape input,
            int out,
            int kernel,
            int stride,
            int padding,
            int dilation,
            int groups,
            boolean bias) {
        Weight weight = Weight.whole("weight", out, input.channels() / groups, kernel, kernel);
        Optional<Weight> biases = bias ? Optional.of(Weight.whole("bias", out)) : Optional.empty();
        return of(
                batch,
                input,
                (builder, node) -> builder.convolution(weight, biases, stride, padding, dilation, groups, node));
    }

    private static Stream<LayerCase> dense(int batch) {
        return Stream.of(
                convolution(batch, new Shape(3, 9, 7), 8, 3, 1, 1, 1, 1, false),
                convolution(batch, new Shape(3, 9, 7), 16, 3, 2, 1, 1, 1, true),
                convolution(batch, new Shape(3, 8, 8), 16, 3, 2, 1, 1, 1, false),
                convolution(batch, new Shape(8, 7, 7), 12, 1, 1, 0, 1, 1, false),
                convolution(batch, new Shape(8, 7, 5), 4, 1, 2, 0, 1, 1, false),
                convolution(batch, new Shape(8, 8, 8), 4, 1, 2, 0, 1, 1, true),
                convolution(batch, new Shape(4, 6, 5), 4, 5, 1, 2, 1, 1, true),
                convolution(batch, new Shape(16, 9, 9), 8, 3, 1, 2, 2, 1, false),
                convolution(batch, new Shape(24, 5, 5), 3, 3, 1, 0, 1, 1, false),
                convolution(batch, new Shape(12, 2, 2), 16, 2, 1, 0, 1, 1, false),
                // One channel; windows larger than the map, with filled-up channels and without.
                convolution(batch, new Shape(1, 8, 8), 8, 3, 1, 1, 1, 1, false),
                convolution(batch, new Shape(1, 9, 7), 12, 3, 2, 1, 1, 1, true),
                convolution(batch, new Shape(32, 2, 2), 32, 3, 1, 1, 1, 1, false),
                convolution(batch, new Shape(12, 2, 2), 4, 3, 1, 1, 1, 1, true),
                convolution(batch, new Shape(16, 1, 1), 4, 1, 1, 0, 1, 1, true));
    }

    private static Stream<LayerCase> grouped(int batch) {
        return Stream.of(
                convolution(batch, new Shape(8, 7, 5), 8, 3, 1, 1, 1, 2, false),
                convolution(batch, new Shape(12, 6, 7), 24, 3, 1, 1, 1, 4, true),
                convolution(batch, new Shape(24, 7, 7), 12, 3, 2, 1, 1, 3, false),
                convolution(batch, new Shape(3, 9, 7), 3, 3, 1, 1, 1, 3, false),
                convolution(batch, new Shape(24, 8, 8), 24, 5, 2, 2, 1, 24, true),
                convolution(batch, new Shape(16, 7, 9), 16, 3, 1, 2, 2, 16, false),
                convolution(batch, new Shape(12, 9, 9), 12, 5, 2, 4, 2, 12, false),
                convolution(batch, new Shape(8, 7, 7), 8, 7, 1, 3, 1, 8, false),
                convolution(batch, new Shape(4, 5, 5), 8, 3, 1, 1, 1, 4, false));
    }

    private static Stream<LayerCase> normed(int batch) {
        return Stream.of(
                of(batch, new Shape(3, 7, 9), (builder, node) -> builder.batchNorm("norm", node)),
                of(batch, new Shape(16, 4, 5), (builder, node) -> builder.batchNorm("norm", node)),
                of(batch, new Shape(24, 3, 3), (builder, node) -> builder.plainBatchNorm("norm", node)),
                of(batch, new Shape(4, 9, 9), (builder, node) -> builder.plainBatchNorm("norm", node)),
                of(batch, new Shape(3, 36, 32), (builder, node) -> builder.batchNorm("norm", node)),
                of(batch, new Shape(12, 36, 32), (builder, node) -> builder.batchNorm("norm", node)));
    }

    private static Stream<LayerCase> pooled(int batch) {
        return Stream.of(Layer.Pool.Kind.values())
                .flatMap(kind -> Stream.of(
                        pool(batch, kind, new Shape(3, 7, 9), 3, 1, 1),
                        pool(batch, kind, new Shape(16, 7, 7), 3, 2, 1),
                        pool(batch, kind, new Shape(12, 8, 8), 3, 2, 1),
                        pool(batch, kind, new Shape(4, 7, 5), 2, 2, 0),
                        pool(batch, kind, new Shape(8, 8, 8), 5, 3, 0)));
    }

    private static LayerCase pool(int batch, Layer.Pool.Kind kind, Shape input, int kernel, int stride, int padding) {
        return of(batch, input, (builder, node) -> builder.pool(kind, kernel, stride, padding, node));
    }

    /** Layers without parameters on one input. */
    private static Stream<LayerCase> arranged(int batch) {
        Stream<LayerCase> activations = Stream.of(Layer.Activation.Function.values())
                .flatMap(function -> Stream.of(new Shape(3, 7, 5), new Shape(16, 4, 4), new Shape(12, 1, 1))
                        .map(shape -> of(batch, shape, (builder, node) -> builder.activation(function, node))));
        Stream<LayerCase> others = Stream.of(
                of(batch, new Shape(24, 7, 5), GraphBuilder::globalAveragePool),
                of(batch, new Shape(3, 8, 8), GraphBuilder::globalAveragePool),
                of(batch, new Shape(8, 5, 7), (builder, node) -> builder.slice(0, 3, node)),
                of(batch, new Shape(16, 4, 4), (builder, node) -> builder.slice(8, 16, node)),
                of(batch, new Shape(12, 3, 5), (builder, node) -> builder.slice(5, 6, node)),
                of(batch, new Shape(12, 3, 5), (builder, node) -> builder.shuffle(4, node)),
                of(batch, new Shape(16, 6, 6), (builder, node) -> builder.shuffle(2, node)),
                of(batch, new Shape(3, 7, 5), GraphBuilder::crop),
                of(batch, new Shape(2, 8, 8), GraphBuilder::crop),
                of(batch, new Shape(12, 6, 7), GraphBuilder::crop),
                of(batch, new Shape(16, 8, 8), GraphBuilder::crop));
        return Stream.concat(activations, others);
    }

    /** Layers on several inputs, and linear ones. */
    private static Stream<LayerCase> joined(int batch) {
        return Stream.of(
                LayerCase.of(batch, copies(2, new Shape(3, 7, 5)), GraphBuilder::sum),
                LayerCase.of(batch, copies(4, new Shape(16, 4, 4)), GraphBuilder::sum),
                LayerCase.of(batch, copies(4, new Shape(8, 4, 4)), GraphBuilder::concat),
                LayerCase.of(
                        batch,
                        List.of(new Shape(3, 5, 7), new Shape(8, 5, 7), new Shape(1, 5, 7)),
                        GraphBuilder::concat),
                gate(batch, new Shape(3, 7, 5)),
                gate(batch, new Shape(16, 4, 4)),
                linear(batch, new Shape(24, 1, 1), 10),
                linear(batch, new Shape(8, 3, 2), 7));
    }

    private static List<Shape> copies(int count, Shape shape) {
        return Stream.generate(() -> shape).limit(count).toList();
    }

    private static LayerCase gate(int batch, Shape shape) {
        return new LayerCase(new Layer.ChannelScale(), batch, List.of(shape, new Shape(shape.channels(), 1, 1)), shape);
    }

    private static LayerCase linear(int batch, Shape input, int out) {
        Weight weight = Weight.whole("weight", out, Math.toIntExact(input.size()));
        return of(batch, input, (builder, node) -> builder.linear(weight, Weight.whole("bias", out), node));
    }
}
