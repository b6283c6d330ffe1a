package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Copies a region of activations out of or into a larger tensor, filling channels included: oneDNN can't name a part of a
 * block.
 */
final class Slice {

    private final Primitive out;
    private final Primitive in;

    Slice(Shard shard, int batch, Shape whole, Shape part, int channel, int corner) {
        dnnl_memory_desc_t inPlace = Layout.part(
                Layout.activations(batch, whole),
                new long[] {batch, Layout.padded(part.channels()), part.height(), part.width()},
                new long[] {0, channel, corner, corner});
        dnnl_memory_desc_t alone = Layout.activations(batch, part);
        out = shard.primitives().reorder(inPlace, alone);
        in = shard.primitives().reorder(alone, inPlace);
    }

    void take(NativeMemory whole, NativeMemory part) {
        out.execute(whole, part);
    }

    void put(NativeMemory part, NativeMemory whole) {
        in.execute(part, whole);
    }
}
