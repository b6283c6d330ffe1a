package io.github.l2nas.engine.tensor.onednn;

import static io.github.l2nas.engine.tensor.onednn.OneDnn.check;

import io.github.l2nas.api.graph.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.dnnl.dnnl_blocking_desc_t;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory descriptors: how tensors lie in memory. Activations lie in blocks of as many channels as a vector of the processor has
 * numbers, 16 with AVX-512 and otherwise 8, the last one filled up: oneDNN's fast kernels are written for that. Kernels work on
 * the filling channels like on any others; weights that meet them are zero, so it doesn't matter what they hold as long as it is
 * finite. Images of one or three channels lie row-major.
 */
final class Layout {

    private static final int LONG_BLOCK = 16;
    private static final int SHORT_BLOCK = 8;

    /** Channels in a block. */
    static final int BLOCK = hasLongVectors() ? LONG_BLOCK : SHORT_BLOCK;

    private static final int[] PLAIN_TAGS = {0, dnnl.dnnl_a, dnnl.dnnl_ab, 0, dnnl.dnnl_abcd, dnnl.dnnl_abcde};

    private Layout() {}

    /** Of the instructions that oneDNN uses, which the environment may restrict. */
    private static boolean hasLongVectors() {
        return (dnnl.dnnl_get_effective_cpu_isa() & dnnl.dnnl_cpu_isa_avx512_core) == dnnl.dnnl_cpu_isa_avx512_core;
    }

    static boolean hasLongBlocks() {
        return BLOCK == LONG_BLOCK;
    }

    /** The order of activations in blocks. */
    static int blockTag() {
        return hasLongBlocks() ? dnnl.dnnl_aBcd16b : dnnl.dnnl_aBcd8b;
    }

    /** The order of weights of a depthwise convolution in blocks. */
    static int depthwiseTag() {
        return hasLongBlocks() ? dnnl.dnnl_Abcde16a : dnnl.dnnl_Abcde8a;
    }

    /** The order of weights of a depthwise convolution of such activations. */
    static int depthwiseTag(Shape shape) {
        return isBlocked(shape) ? depthwiseTag() : dnnl.dnnl_abcde;
    }

    /** Activations with the filling channels. */
    static dnnl_memory_desc_t activations(int batch, Shape shape) {
        return activations(batch, padded(shape.channels()), shape);
    }

    /** Activations without the filling channels, in the same places of memory. */
    static dnnl_memory_desc_t unpadded(int batch, Shape shape) {
        return activations(batch, shape.channels(), shape);
    }

    private static dnnl_memory_desc_t activations(int batch, int channels, Shape shape) {
        return tagged(tag(shape), batch, channels, shape.height(), shape.width());
    }

    /** The order of activations in memory. */
    static int tag(Shape shape) {
        return isBlocked(shape) ? blockTag() : dnnl.dnnl_abcd;
    }

    static boolean isBlocked(Shape shape) {
        return isBlocked(shape.channels());
    }

    private static boolean isBlocked(int channels) {
        return channels != 1 && channels != 3;
    }

    /** The channels with those that fill the last block up. */
    static int padded(int channels) {
        return isBlocked(channels) ? (channels + BLOCK - 1) / BLOCK * BLOCK : channels;
    }

    static boolean isPadded(int channels) {
        return padded(channels) != channels;
    }

    /** Bytes of activations. */
    static long bytes(int batch, Shape shape) {
        return (long) batch * padded(shape.channels()) * shape.height() * shape.width() * Float.BYTES;
    }

    /** Whether activations lie row-major; those of 1 x 1 maps do, blocked or not, unless they are filled up. */
    static boolean isPlain(Shape shape) {
        return !isBlocked(shape) || (shape.height() * shape.width() == 1 && !isPadded(shape.channels()));
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

    /** The first numbers of each dimension, in place. In a dimension with blocks the rest of the last one is filling. */
    static dnnl_memory_desc_t beginning(dnnl_memory_desc_t whole, long[] sizes) {
        dnnl_memory_desc_t beginning = copy(whole);
        for (int i = 0; i < sizes.length; i++) {
            beginning.dims().put(i, sizes[i]);
            if (!hasBlocks(whole, i)) {
                beginning.padded_dims().put(i, sizes[i]);
            }
        }
        return beginning;
    }

    private static boolean hasBlocks(dnnl_memory_desc_t descriptor, int dimension) {
        dnnl_blocking_desc_t blocking = descriptor.format_desc_blocking();
        for (int i = 0; i < blocking.inner_nblks(); i++) {
            if (blocking.inner_idxs().get(i) == dimension) {
                return true;
            }
        }
        return false;
    }

    private static dnnl_memory_desc_t copy(dnnl_memory_desc_t original) {
        dnnl_memory_desc_t copy = new dnnl_memory_desc_t();
        Pointer.memcpy(copy, original, original.sizeof());
        return copy;
    }

    /** Numbers at regular distances. */
    static dnnl_memory_desc_t strided(long[] sizes, long[] strides, long offset) {
        dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
        check(dnnl.dnnl_memory_desc_init_by_strides(descriptor, sizes.length, sizes, dnnl.dnnl_f32, strides));
        return descriptor.offset0(offset);
    }

    static dnnl_memory_desc_t tagged(int tag, long... sizes) {
        dnnl_memory_desc_t descriptor = new dnnl_memory_desc_t();
        check(dnnl.dnnl_memory_desc_init_by_tag(descriptor, sizes.length, sizes, dnnl.dnnl_f32, tag));
        return descriptor;
    }

    static long bytes(dnnl_memory_desc_t descriptor) {
        return dnnl.dnnl_memory_desc_get_size(descriptor);
    }

    /** A text that only the same descriptor has. */
    static String key(dnnl_memory_desc_t descriptor) {
        byte[] bytes = new byte[descriptor.sizeof()];
        new BytePointer(descriptor).get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static boolean same(dnnl_memory_desc_t a, dnnl_memory_desc_t b) {
        return dnnl.dnnl_memory_desc_equal(a, b) != 0;
    }
}
