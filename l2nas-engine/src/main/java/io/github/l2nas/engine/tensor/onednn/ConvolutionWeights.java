package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * The weights of a convolution, filled up as the activations are. Groups that don't fill blocks are run as one dense
 * convolution whose other weights are zero.
 */
final class ConvolutionWeights {

    private static final int DENSE_DIMENSIONS = 4;

    private final Shard shard;
    private final List<Integer> shape;
    private final int groups;
    private final boolean expanded;
    private final long[] sizes;
    private final long[] filled;

    ConvolutionWeights(Shard shard, Layer.Convolution layer, Shape input) {
        this.shard = shard;
        shape = layer.weight().shape();
        groups = layer.groups();
        int out = shape.get(0);
        int in = input.channels();
        int kernel = shape.get(2);
        boolean depthwise = groups > 1 && groups == in && groups == out;
        expanded = groups > 1 && !depthwise && (Layout.isPadded(in) || Layout.isPadded(out));
        if (groups == 1 || expanded) {
            sizes = new long[] {out, in, kernel, kernel};
            filled = new long[] {Layout.padded(out), Layout.padded(in), kernel, kernel};
        } else {
            sizes = new long[] {groups, out / groups, in / groups, kernel, kernel};
            filled = sizes.clone();
            filled[0] = depthwise ? Layout.padded(groups) : groups;
        }
    }

    /** PyTorch's sizes. */
    List<Integer> shape() {
        return shape;
    }

    boolean isDepthwise() {
        return groups > 1 && sizes.length > 4 && sizes[1] == 1 && sizes[2] == 1;
    }

    /** Whether there are none but PyTorch's. */
    boolean fillBlocks() {
        return Arrays.equals(sizes, filled);
    }

    /** Whether each output channel has weights for every input channel: then there is no dimension of groups. */
    static boolean areDense(dnnl_memory_desc_t weights) {
        return weights.ndims() == DENSE_DIMENSIONS;
    }

    /** In whatever layout the primitive likes best. */
    dnnl_memory_desc_t any() {
        return Layout.any(filled);
    }

    /** The same for a part of each window. */
    dnnl_memory_desc_t any(int rows, int columns) {
        return Layout.any(with(filled, rows, columns));
    }

    private static long[] with(long[] sizes, int rows, int columns) {
        long[] changed = sizes.clone();
        changed[sizes.length - 2] = rows;
        changed[sizes.length - 1] = columns;
        return changed;
    }

    /**
     * What copies a part of each window to its place in PyTorch's order.
     *
     * @param chosen a primitive's layout of the part
     * @param first its first row and column
     * @param extent its number of rows and columns
     */
    Primitive partToPlain(dnnl_memory_desc_t chosen, List<Integer> first, List<Integer> extent) {
        long[] part = with(sizes, extent.get(0), extent.get(1));
        long[] offsets = with(new long[sizes.length], first.get(0), first.get(1));
        return shard.primitives()
                .reorder(Layout.beginning(chosen, part), Layout.part(Layout.plain(sizes), part, offsets));
    }

    /** A layout that a primitive has chosen, with the copies to and from PyTorch's order. */
    WeightLayout form(dnnl_memory_desc_t chosen) {
        WeightLayout form = shard.primitives().form(chosen, sizes);
        return expanded ? new WeightLayout(chosen, false, expanding(form), collapsing(form)) : form;
    }

    private WeightLayout.Copy expanding(WeightLayout form) {
        return (from, to) -> {
            float[] grouped = new float[count(1)];
            float[] dense = new float[count(groups)];
            from.read(grouped, 0, grouped.length);
            copy(grouped, dense, true);
            NativeMemory plain = shard.acquire((long) dense.length * Float.BYTES);
            plain.write(dense, 0, dense.length);
            if (form.plain()) {
                to.copy(0, plain, 0, dense.length);
            } else {
                form.fromPlain().execute(plain, to);
            }
            shard.release(plain);
        };
    }

    private WeightLayout.Copy collapsing(WeightLayout form) {
        return (from, to) -> {
            float[] grouped = new float[count(1)];
            float[] dense = new float[count(groups)];
            NativeMemory plain = from;
            if (!form.plain()) {
                plain = shard.acquire((long) dense.length * Float.BYTES);
                form.toPlain().execute(from, plain);
            }
            plain.read(dense, 0, dense.length);
            copy(grouped, dense, false);
            to.write(grouped, 0, grouped.length);
            if (!form.plain()) {
                shard.release(plain);
            }
        };
    }

    private int count(int times) {
        return shape.get(0) * shape.get(1) * shape.get(2) * shape.get(3) * times;
    }

    /** Each output channel's weights, to or from the place of its group's input channels. */
    private void copy(float[] grouped, float[] dense, boolean toDense) {
        int out = shape.get(0);
        int length = shape.get(1) * shape.get(2) * shape.get(3);
        for (int row = 0; row < out; row++) {
            int group = row / (out / groups);
            int place = (row * groups + group) * length;
            if (toDense) {
                System.arraycopy(grouped, row * length, dense, place, length);
            } else {
                System.arraycopy(dense, place, grouped, row * length, length);
            }
        }
    }
}
