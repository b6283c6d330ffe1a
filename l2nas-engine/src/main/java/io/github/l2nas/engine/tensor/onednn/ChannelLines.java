package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;

/** Slope times a map plus offset, both numbers of each channel, alone or added to another map: a depthwise 1 x 1 convolution. */
final class ChannelLines {

    private final Shard shard;
    private final int width;
    private final dnnl_memory_desc_t map;
    private final dnnl_memory_desc_t slopes;
    private final dnnl_memory_desc_t offsets;
    private Primitive writing;
    private Primitive adding;
    private Primitive joining;

    ChannelLines(Shard shard, int images, Shape shape) {
        this.shard = shard;
        width = Layout.padded(shape.channels());
        map = Layout.activations(images, shape);
        slopes = Layout.tagged(Layout.depthwiseTag(shape), width, 1, 1, 1, 1);
        offsets = Layout.plain(width);
    }

    private dnnl_convolution_desc_t operation() {
        return Primitives.pointwise(map, slopes, offsets, map);
    }

    private Primitive.Builder begin(dnnl_primitive_desc description) {
        return shard.primitives()
                .of(description)
                .with(dnnl.DNNL_ARG_SRC, map)
                .with(dnnl.DNNL_ARG_WEIGHTS, slopes)
                .with(dnnl.DNNL_ARG_BIAS, offsets)
                .with(dnnl.DNNL_ARG_DST, map);
    }

    /** Writes the lines. */
    void write(NativeMemory input, double[] slopes, double[] offsets, NativeMemory output) {
        Primitives primitives = shard.primitives();
        if (writing == null) {
            writing = primitives.keep(begin(primitives.describe(operation())));
        }
        execute(writing, slopes, offsets, input, output, null);
    }

    /** Adds the lines to what is there. */
    void add(NativeMemory input, double[] slopes, double[] offsets, NativeMemory output) {
        Primitives primitives = shard.primitives();
        if (adding == null) {
            adding = primitives.keep(begin(primitives.describeAdding(operation())));
        }
        execute(adding, slopes, offsets, input, output, null);
    }

    /** Writes the sum of the lines and another map. */
    void join(NativeMemory input, double[] slopes, double[] offsets, NativeMemory other, NativeMemory output) {
        Primitives primitives = shard.primitives();
        if (joining == null) {
            joining = primitives.keep(
                    begin(primitives.describeJoining(operation(), map)).with(Primitives.JOINED, map));
        }
        execute(joining, slopes, offsets, input, output, other);
    }

    private void execute(
            Primitive lines,
            double[] slopes,
            double[] offsets,
            NativeMemory input,
            NativeMemory output,
            NativeMemory other) {
        NativeMemory factors = shard.acquire((long) width * Float.BYTES);
        NativeMemory summands = shard.acquire((long) width * Float.BYTES);
        factors.write(slopes);
        summands.write(offsets);
        if (other == null) {
            lines.execute(input, factors, summands, output);
        } else {
            lines.execute(input, factors, summands, output, other);
        }
        shard.release(factors);
        shard.release(summands);
    }
}
