package io.github.l2nas.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data of published benchmarks, outside the project; a test that needs some is skipped, saying so, where it is absent. */
public final class SharedFiles {

    private SharedFiles() {}

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
     * The accuracies of all architectures of NAS-Bench-201.
     *
     * @return a table
     */
    public static Path nasBench201() {
        return file("data/nas-bench-201.csv.gz");
    }
}
