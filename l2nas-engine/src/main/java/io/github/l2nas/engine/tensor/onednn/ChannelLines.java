package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Adds to a map slope times another map plus offset, both numbers of each channel: a depthwise 1 x 1 convolution. */
final class ChannelLines {

    private final Shard shard;
    private final int width;
    private final Primitive convolution;

    ChannelLines(Shard shard, int images, Shape shape) {
        this.shard = shard;
        width = Layout.padded(shape.channels());
        dnnl_memory_desc_t map = Layout.activations(images, shape);
        int order = Layout.isBlocked(shape) ? Layout.depthwiseTag() : dnnl.dnnl_abcde;
        dnnl_memory_desc_t slopes = Layout.tagged(order, width, 1, 1, 1, 1);
        dnnl_memory_desc_t offsets = Layout.plain(width);
        dnnl_convolution_desc_t operation = Primitives.pointwise(map, slopes, offsets, map);
        Primitives primitives = shard.primitives();
        convolution = primitives.keep(primitives
                .of(primitives.describeAdding(operation))
                .with(dnnl.DNNL_ARG_SRC, map)
                .with(dnnl.DNNL_ARG_WEIGHTS, slopes)
                .with(dnnl.DNNL_ARG_BIAS, offsets)
                .with(dnnl.DNNL_ARG_DST, map));
    }

    /** Adds the lines. */
    void add(NativeMemory input, double[] slopes, double[] offsets, NativeMemory output) {
        NativeMemory factors = shard.acquire((long) width * Float.BYTES);
        NativeMemory summands = shard.acquire((long) width * Float.BYTES);
        factors.write(slopes);
        summands.write(offsets);
        convolution.execute(input, factors, summands, output);
        shard.release(factors);
        shard.release(summands);
    }
}
