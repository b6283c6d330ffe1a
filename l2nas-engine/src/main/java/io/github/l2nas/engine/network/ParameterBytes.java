package io.github.l2nas.engine.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of floats as bytes: their number, then each of them, little endian. */
final class ParameterBytes {

    private ParameterBytes() {}

    static void write(DataOutput out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    static float[] read(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > Integer.MAX_VALUE / Float.BYTES) {
            throw new IOException("there is no array of " + count + " numbers");
        }
        byte[] bytes = new byte[count * Float.BYTES];
        in.readFully(bytes);
        float[] values = new float[count];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
