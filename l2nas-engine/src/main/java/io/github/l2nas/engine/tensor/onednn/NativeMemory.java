package io.github.l2nas.engine.tensor.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A piece of native memory that begins on a cache line. */
final class NativeMemory {

    static final int ALIGNMENT = 64;

    private final BytePointer allocation;
    private final FloatPointer floats;
    private final long bytes;

    /** @param bytes how much, a multiple of {@link #ALIGNMENT} */
    NativeMemory(long bytes) {
        this.bytes = bytes;
        allocation = new BytePointer(bytes + ALIGNMENT);
        long misaligned = allocation.address() % ALIGNMENT;
        floats = new FloatPointer(allocation.getPointer(misaligned == 0 ? 0 : ALIGNMENT - misaligned));
    }

    private NativeMemory(FloatPointer floats, long bytes) {
        this.bytes = bytes;
        allocation = null;
        this.floats = floats;
    }

    /** A part of this memory, valid as long as it is; never freed or released itself. */
    NativeMemory part(long offset, long length) {
        return new NativeMemory(floats.getPointer(offset / Float.BYTES), length);
    }

    static long rounded(long bytes) {
        return (Math.max(bytes, 1) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    long bytes() {
        return bytes;
    }

    Pointer pointer() {
        return floats;
    }

    void write(float[] values, int offset, int count) {
        floats.put(values, offset, count);
    }

    void read(float[] values, int offset, int count) {
        floats.get(values, offset, count);
    }

    /** The first numbers. */
    float[] floats(int count) {
        float[] values = new float[count];
        read(values, 0, count);
        return values;
    }

    /** Writes numbers, rounded, in place of the first ones. */
    void write(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        write(rounded, 0, rounded.length);
    }

    /** Copies numbers from other memory. */
    void copy(int to, NativeMemory source, int from, int count) {
        Pointer.memcpy(floats.getPointer(to), source.floats.getPointer(from), (long) count * Float.BYTES);
    }

    void zero() {
        Pointer.memset(floats, 0, bytes);
    }

    /** Zeros some numbers. */
    void zero(int from, int count) {
        if (count > 0) {
            Pointer.memset(floats.getPointer(from), 0, (long) count * Float.BYTES);
        }
    }

    void free() {
        allocation.deallocate();
    }
}
