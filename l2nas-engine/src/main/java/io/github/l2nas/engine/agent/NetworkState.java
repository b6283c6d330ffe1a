package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.BinaryFloats;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A network and the moments of its optimiser at one moment; arrays are not copied.
 *
 * @param parameters weights and biases, as {@link Mlp} orders them
 * @param firstMoments Adam's, one per parameter
 * @param secondMoments Adam's, one per parameter, at least 0
 * @param updates number of updates so far
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NetworkState(float[] parameters, float[] firstMoments, float[] secondMoments, long updates) {

    void write(DataOutput out) throws IOException {
        BinaryFloats.write(parameters, out);
        BinaryFloats.write(firstMoments, out);
        BinaryFloats.write(secondMoments, out);
        out.writeLong(updates);
    }

    static NetworkState read(DataInput in, int parameters, String network) throws IOException {
        float[] values = BinaryFloats.read(in, parameters, network + " parameters");
        float[] first = BinaryFloats.read(in, parameters, network + " first moments");
        float[] second = BinaryFloats.read(in, parameters, network + " second moments");
        for (float moment : second) {
            if (moment < 0) {
                throw new IOException("corrupt: negative " + network + " second moments");
            }
        }
        long updates = in.readLong();
        if (updates < 0) {
            throw new IOException("corrupt: " + updates + " " + network + " updates");
        }
        return new NetworkState(values, first, second, updates);
    }
}
