package io.github.l2nas.engine.agent;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.strategy.LearningStrategy;
import io.github.l2nas.engine.result.StoredZip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * {@code policy.zip}: what a search has learned. One entry, {@code policy.bin}.
 */
public final class PolicyFile {

    private static final String ENTRY = "policy.bin";
    private static final int MOST_BYTES = 1 << 30;

    private PolicyFile() {}

    /**
     * Writes a policy.
     *
     * @param file where
     * @param strategy has learned it
     * @param timestamp of the entry
     */
    public static void write(Path file, LearningStrategy strategy, Instant timestamp) {
        AtomicFile.write(file, out -> zip(strategy, timestamp, out));
    }

    private static void zip(LearningStrategy strategy, Instant timestamp, OutputStream out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        strategy.writePolicy(new DataOutputStream(bytes));
        StoredZip.write(Map.of(ENTRY, bytes.toByteArray()), timestamp, out);
    }

    /**
     * Reads a policy.
     *
     * @param input the file
     * @return the policy
     * @throws JobException where the file is no policy, or is damaged
     */
    public static Policy read(InputFile input) {
        try (ZipFile zip = new ZipFile(input.file().toFile())) {
            return Policy.read(new DataInputStream(new ByteArrayInputStream(StoredZip.read(zip, ENTRY, MOST_BYTES))));
        } catch (IOException e) {
            throw new JobException(
                    "strategy.inputs.policy",
                    input.name() + " is not a policy.zip of l2nas:search: " + AtomicFile.reason(e)
                            + ". Give the artifact with classifier 'policy' of a search by strategy l2nas or"
                            + " l2nas-guided");
        }
    }
}
