package io.github.l2nas.engine.journal;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.file.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The complete state of a strategy, a training or a test after some step, in one file: SHA-256 of the rest, then the work it
 * belongs to, the step and the state.
 */
public final class Checkpoint {

    /** How often work on images is saved, in nanoseconds: a kill loses no more than this. */
    public static final long INTERVAL_NANOS = Duration.ofSeconds(15).toNanos();

    private static final int DIGEST_BYTES = 32;

    private final Path file;
    private final String search;

    /**
     * @param file where the checkpoint is kept
     * @param search identifies the work, a search with its stopping rules for example
     */
    public Checkpoint(Path file, String search) {
        this.file = file;
        this.search = search;
    }

    /**
     * Saves the state, replacing the previous checkpoint.
     *
     * @param step steps done
     * @param state what is saved
     */
    public void save(int step, Checkpointable state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(search);
            out.writeInt(step);
            state.save(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        byte[] content = bytes.toByteArray();
        AtomicFile.write(file, out -> {
            out.write(sha256(content, 0));
            out.write(content);
        });
    }

    /**
     * Restores the state where there is a whole checkpoint of this work that is not ahead of what is recorded.
     * Otherwise the state is left as it is.
     *
     * @param state at its beginning
     * @param recordedSteps steps that are recorded elsewhere; the largest integer where none are
     * @return the step of the checkpoint, or empty
     */
    public OptionalInt restore(Checkpointable state, int recordedSteps) {
        try {
            if (!Files.exists(file)) {
                return OptionalInt.empty();
            }
            byte[] content = Files.readAllBytes(file);
            if (content.length < DIGEST_BYTES
                    || !Arrays.equals(sha256(content, DIGEST_BYTES), Arrays.copyOf(content, DIGEST_BYTES))) {
                return OptionalInt.empty();
            }
            DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(content, DIGEST_BYTES, content.length - DIGEST_BYTES));
            if (!in.readUTF().equals(search)) {
                return OptionalInt.empty();
            }
            int step = in.readInt();
            if (step > recordedSteps) {
                return OptionalInt.empty();
            }
            state.restore(in);
            return OptionalInt.of(step);
        } catch (IOException e) {
            throw new IllegalStateException("a checkpoint whose digest is right can't be read: " + file, e);
        }
    }

    private static byte[] sha256(byte[] bytes, int offset) {
        MessageDigest digest = Sha256.begin();
        digest.update(bytes, offset, bytes.length - offset);
        return digest.digest();
    }
}
