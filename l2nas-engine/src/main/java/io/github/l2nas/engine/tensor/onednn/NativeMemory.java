package io.github.l2nas.engine.tensor.onednn;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A piece of native memory that begins on a cache line. */
final class NativeMemory {

    static final int ALIGNMENT = 64;

    /** A place in memory that somebody else frees: a pointer made from another one would be known to the garbage collector. */
    private static final class Place extends FloatPointer {
        private Place(long address) {
            super((Pointer) null);
            this.address = address;
        }

        private Place at(long numbers) {
            return new Place(address + numbers * Float.BYTES);
        }
    }

    private final BytePointer allocation;
    private final Place floats;
    private final long bytes;

    /** @param bytes how much, a multiple of {@link #ALIGNMENT} */
    NativeMemory(long bytes) {
        this.bytes = bytes;
        allocation = new BytePointer(bytes + ALIGNMENT);
        floats = new Place(rounded(allocation.address()));
    }

    private NativeMemory(Place floats, long bytes) {
        this.bytes = bytes;
        allocation = null;
        this.floats = floats;
    }

    /** A part of this memory, valid as long as it is; never freed itself. */
    NativeMemory part(long offset, long length) {
        return new NativeMemory(floats.at(offset / Float.BYTES), length);
    }

    /** This memory and what follows it directly. */
    NativeMemory and(NativeMemory next) {
        return new NativeMemory(floats, bytes + next.bytes);
    }

    long address() {
        return floats.address();
    }

    /** The address of what follows. */
    long end() {
        return address() + bytes;
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
        Pointer.memcpy(floats.at(to), source.floats.at(from), (long) count * Float.BYTES);
    }

    void zero() {
        Pointer.memset(floats, 0, bytes);
    }

    /** Zeros some numbers. */
    void zero(int from, int count) {
        if (count > 0) {
            Pointer.memset(floats.at(from), 0, (long) count * Float.BYTES);
        }
    }

    void free() {
        allocation.deallocate();
    }
}
