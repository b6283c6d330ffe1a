package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/**
 * The gradient of a depthwise convolution's weights where the window is too wide (more than 3 columns) or too high (more
 * rows than the map has) for oneDNN's fast kernel: three columns or rows of it at a time. They all read one copy of the
 * input, each from its own first point on. In the copy the padding lies between the lines (and between the maps): what pads
 * a line at its end pads the next one at its beginning.
 */
final class LargeKernelWeightGradient {

    private static final int FAST = 3;

    /** Some columns and rows of the window. */
    private record Part(long offset, long bytes, Primitive gradient, Primitive toPlain) {}

    private final Shard shard;
    private final ConvolutionGeometry geometry;
    private final ConvolutionWeights weights;
    private final Shape spaced;
    private final Primitive spacing;
    private final List<Part> parts = new ArrayList<>();

    LargeKernelWeightGradient(Shard shard, ConvolutionGeometry geometry, ConvolutionWeights weights) {
        this.shard = shard;
        this.geometry = geometry;
        this.weights = weights;
        Shape input = geometry.input();
        spaced = new Shape(
                input.channels(),
                input.height() + (isHigh(geometry) ? gap(geometry, 0) : 0),
                input.width() + gap(geometry, 1));
        int top = isHigh(geometry) ? geometry.padding().get(0) : 0;
        spacing = shard.primitives()
                .reorder(
                        maps(input, 0),
                        maps(spaced, top * spaced.width() + geometry.padding().get(1)));
        int rows = isHigh(geometry) ? FAST : geometry.kernel().get(0);
        for (int row : starts(geometry.kernel().get(0), rows)) {
            for (int column : starts(geometry.kernel().get(1), FAST)) {
                prepare(row, column, rows);
            }
        }
    }

    /** Whether the window is higher than the map. */
    private static boolean isHigh(ConvolutionGeometry geometry) {
        return geometry.kernel().get(0) > geometry.input().height();
    }

    /** Rows or columns between lines or maps: as many as windows reach beyond one. */
    private static int gap(ConvolutionGeometry geometry, int dimension) {
        int before = geometry.padding().get(dimension);
        return Math.max(before, last(geometry, dimension) + 1 - side(geometry.input(), dimension));
    }

    /** The last row or column that a window reads. */
    private static int last(ConvolutionGeometry geometry, int dimension) {
        return (side(geometry.output(), dimension) - 1) * geometry.stride()
                + geometry.kernel().get(dimension)
                - 1
                - geometry.padding().get(dimension);
    }

    private static int side(Shape shape, int dimension) {
        return dimension == 0 ? shape.height() : shape.width();
    }

    /** First points of parts of a window's side; the last part may repeat points of the one before. */
    private static List<Integer> starts(int side, int part) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < side; start += part) {
            starts.add(Math.min(start, side - part));
        }
        return starts;
    }

    /** The input's numbers in maps of some size. */
    private dnnl_memory_desc_t maps(Shape shape, long first) {
        Shape input = geometry.input();
        long block = Layout.BLOCK;
        long count = (long) geometry.batch() * Layout.padded(input.channels()) / block;
        long line = shape.width() * block;
        return Layout.strided(
                new long[] {count, input.height(), input.width() * block},
                new long[] {shape.height() * line, line, 1},
                first * block);
    }

    private void prepare(int row, int column, int rows) {
        int top = isHigh(geometry) ? 0 : geometry.padding().get(0);
        ConvolutionGeometry part = new ConvolutionGeometry(
                geometry.batch(),
                spaced,
                geometry.output(),
                List.of(rows, FAST),
                geometry.stride(),
                List.of(top, 0),
                1);
        Primitives primitives = shard.primitives();
        dnnl_memory_desc_t any = weights.any(rows, FAST);
        dnnl_primitive_desc description =
                part.backwardWeights(primitives, any, null, part.forward(primitives, any, null));
        dnnl_memory_desc_t chosen = Primitives.query(description, dnnl.dnnl_query_diff_weights_md);
        Primitive gradient = primitives.keep(primitives
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, part.source())
                .with(dnnl.DNNL_ARG_DIFF_DST, part.destination())
                .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, chosen));
        long offset = ((long) row * spaced.width() + column) * Layout.BLOCK * Float.BYTES;
        Primitive toPlain = weights.partToPlain(chosen, List.of(row, column), List.of(rows, FAST));
        parts.add(new Part(offset, Layout.bytes(chosen), gradient, toPlain));
    }

    /** @param bias null where there is none */
    static boolean fits(ConvolutionGeometry geometry, ConvolutionWeights weights, dnnl_memory_desc_t bias) {
        boolean wide = geometry.kernel().get(1) > FAST;
        return bias == null
                && weights.isDepthwise()
                && geometry.dilation() == 1
                && (wide || (isHigh(geometry) && geometry.kernel().get(1) == FAST))
                && Layout.isBlocked(geometry.input())
                && isTaken(geometry, 1)
                && (!isHigh(geometry) || isTaken(geometry, 0));
    }

    /** Whether oneDNN takes a part's description: it wants no more than the stride left over at a side's end. */
    private static boolean isTaken(ConvolutionGeometry geometry, int dimension) {
        int read = (side(geometry.output(), dimension) - 1) * geometry.stride() + FAST;
        int there = side(geometry.input(), dimension) + gap(geometry, dimension);
        return geometry.kernel().get(dimension) >= FAST && there - read < geometry.stride();
    }

    /** Writes the gradient of the weights in PyTorch's order. */
    void run(NativeMemory input, NativeMemory gradient, NativeMemory weightGradient) {
        long bytes = Layout.bytes(geometry.batch(), spaced);
        long last = parts.get(parts.size() - 1).offset();
        NativeMemory copy = shard.acquire(bytes + last);
        copy.zero();
        spacing.execute(input, copy);
        for (Part part : parts) {
            NativeMemory formed = shard.acquire(part.bytes());
            part.gradient().execute(copy.part(part.offset(), bytes), gradient, formed);
            part.toPlain().execute(formed, weightGradient);
            shard.release(formed);
        }
        shard.release(copy);
    }
}
