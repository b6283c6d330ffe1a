package io.github.l2nas.testdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data of published benchmarks, outside the project; a test that needs some is skipped, saying so, where it is absent. */
public final class SharedData {

    private SharedData() {}

    /**
     * A file or a directory.
     *
     * @param path below the directory that the system property {@code l2nas.shared} names
     * @return where it lies
     */
    public static Path file(String path) {
        Path file = Path.of(System.getProperty("l2nas.shared", "../shared"), path);
        assumeTrue(Files.exists(file), () -> "needs " + path + " of the shared data (-Dl2nas.shared=DIRECTORY)");
        return file;
    }

    /**
     * The content of a JSON file.
     *
     * @param path as of {@link #file}
     * @return its root
     * @throws IOException where the file can't be read
     */
    public static JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(file(path).toFile());
    }

    /**
     * The accuracies of all architectures of NAS-Bench-201.
     *
     * @return a table
     */
    public static Path nasBench201() {
        return file("data/nas-bench-201.csv.gz");
    }

    /**
     * UCI's optical digits, 1 797 images of 8 x 8.
     *
     * @return a table with a row for each image
     */
    public static Path digits() {
        return file("data/optdigits.csv.gz");
    }
}
