package io.github.l2nas.maven.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The receipt of a directory's outputs, a file beside them. It exists only while they are complete: {@link #remove()} it
 * before a job writes, {@link #write} it after, so that a job killed in between leaves none.
 */
public final class ReceiptFile {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path directory;
    private final Path file;

    /**
     * @param directory the output directory
     */
    public ReceiptFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("up-to-date.json");
    }

    /**
     * The outputs of an earlier build.
     *
     * @return the receipt, or nothing where there is none that can be read
     * @throws IOException where the file exists and can't be read
     */
    public Optional<Receipt> read() throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(file), Receipt.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * Why a job must run.
     *
     * @param receipt the outputs of an earlier build
     * @param fingerprint the job's
     * @param parameterOf the parameter behind a fingerprint's name
     * @return one phrase for each reason; empty where the outputs are up to date
     * @throws IOException where an output can't be read
     */
    public List<String> reasonsToRun(
            Receipt receipt, Map<String, String> fingerprint, Function<String, GoalParameter> parameterOf)
            throws IOException {
        List<String> changes = FingerprintDifference.between(receipt.fingerprint(), fingerprint, parameterOf);
        return changes.isEmpty() ? receipt.damage(directory) : changes;
    }

    /**
     * Removes the receipt.
     *
     * @throws IOException where that fails
     */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Writes the receipt, all of it or nothing.
     *
     * @param receipt the receipt
     * @throws IOException where that fails
     */
    public void write(Receipt receipt) throws IOException {
        Path beside = directory.resolve(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(receipt));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
