package io.github.l2nas.api.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Float arrays as a length and big-endian values. */
public final class BinaryFloats {

    private static final int CHUNK = 1 << 14;

    private BinaryFloats() {}

    public static void write(float[] values, DataOutput out) throws IOException {
        write(values, values.length, out);
    }

    public static void write(float[] values, int length, DataOutput out) throws IOException {
        out.writeInt(length);
        byte[] bytes = new byte[length * Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().put(values, 0, length);
        out.write(bytes);
    }

    /**
     * Reads an array whose length is known. Memory is taken as data arrives, so a length out of a corrupt file costs
     * nothing.
     *
     * @param in where from
     * @param length the length it must have
     * @param what what it holds, for the message
     * @return the values, all finite
     * @throws IOException for another length, values that are not finite, or an early end
     */
    public static float[] read(DataInput in, int length, String what) throws IOException {
        int stored = in.readInt();
        if (stored != length) {
            throw new IOException("corrupt: expected " + length + " " + what + ", found " + stored);
        }
        float[] values = new float[Math.min(length, CHUNK)];
        byte[] bytes = new byte[Math.min(length, CHUNK) * Float.BYTES];
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, CHUNK);
            if (done + part > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
            }
            in.readFully(bytes, 0, part * Float.BYTES);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values, done, part);
            done += part;
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IOException("corrupt: " + what + " that are not finite");
            }
        }
        return values;
    }
}
