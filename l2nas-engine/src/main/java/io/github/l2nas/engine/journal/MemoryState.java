package io.github.l2nas.engine.journal;

import io.github.l2nas.api.file.Checkpointable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A state that is kept in memory, to be taken up again. */
public final class MemoryState {

    private final byte[] bytes;

    private MemoryState(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Keeps a state.
     *
     * @param state stays as it is
     * @return a copy
     */
    public static MemoryState of(Checkpointable state) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            state.save(new DataOutputStream(bytes));
            return new MemoryState(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
    }

    /**
     * Takes the state up.
     *
     * @param state gets it
     */
    public void restore(Checkpointable state) {
        try {
            state.restore(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }
}
