package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.spaces.graph.Shape;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;

/** Memory descriptors: how tensors lie in memory. */
final class Layout {

    private static final int BLOCK = 8;
    private static final int[] PLAIN_TAGS = {0, dnnl.dnnl_a, dnnl.dnnl_ab, 0, dnnl.dnnl_abcd, dnnl.dnnl_abcde};

    private Layout() {}

    /** Activations: blocks of 8 channels where the channels divide so, otherwise row-major. */
    static dnnl_memory_desc_t activations(int batch, Shape shape) {
        return tagged(
                isBlocked(shape) ? dnnl.dnnl_aBcd8b : dnnl.dnnl_abcd,
                batch,
                shape.channels(),
                shape.height(),
                shape.width());
    }

    static boolean isBlocked(Shape shape) {
        return shape.channels() % BLOCK == 0;
    }

    /** Row-major. */
    static dnnl_memory_desc_t plain(long... sizes) {
        return tagged(PLAIN_TAGS[sizes.length], sizes);
    }

    static dnnl_memory_desc_t plain(List<Integer> sizes) {
        return plain(sizes.stream().mapToLong(Integer::longValue).toArray());
    }

    /** Whatever the primitive likes best. */
    static dnnl_memory_desc_t any(long... sizes) {
        return tagged(dnnl.dnnl_format_tag_any, sizes);
    }

    /** A part of a tensor, in place. */
    static dnnl_memory_desc_t part(dnnl_memory_desc_t whole, long[] sizes, long[] offsets) {
        dnnl_memory_desc_t part = new dnnl_memory_desc_t();
        check(dnnl.dnnl_memory_desc_init_submemory(part, whole, sizes, offsets));
        return part;
    }

    static dnnl_memory_desc_t tagged(int tag, long... sizes) {
        dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
        check(dnnl.dnnl_memory_desc_init_by_tag(descriptor, sizes.length, sizes, dnnl.dnnl_f32, tag));
        return descriptor;
    }

    static long bytes(dnnl_memory_desc_t descriptor) {
        return dnnl.dnnl_memory_desc_get_size(descriptor);
    }

    static boolean same(dnnl_memory_desc_t a, dnnl_memory_desc_t b) {
        return dnnl.dnnl_memory_desc_equal(a, b) != 0;
    }
}
