package io.github.l2nas.maven.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a goal failed, a file in its output directory: what it wrote must not be taken for something that the next build goes on
 * with. It is there only until the goal runs again.
 */
public final class FailureFile {

    private final Path file;

    /**
     * @param directory the output directory
     */
    public FailureFile(Path directory) {
        file = directory.resolve("failure.txt");
    }

    /**
     * The last run's failure.
     *
     * @return the reason; empty where it did not fail
     * @throws IOException where the file exists and can't be read
     */
    public Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Remembers a failure.
     *
     * @param reason what the user was told
     * @throws IOException where that fails
     */
    public void write(String reason) throws IOException {
        Files.writeString(file, reason + System.lineSeparator());
    }

    /**
     * Forgets the last failure.
     *
     * @throws IOException where that fails
     */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
