package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkCarriedFilesTest {

    private static final byte[] BYTES = "weights".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void filesHaveTheSamePlacesInAnotherDirectory() throws IOException {
        Path here = directory.resolve("here");
        Path file = Files.createDirectories(here.resolve("seed-1")).resolve("checkpoint.bin");
        Files.write(file, BYTES);
        List<String> places = CarriedFiles.places(here, List.of(file));
        Path there = directory.resolve("there");
        CarriedFiles.write(there, places, CarriedFiles.read(here, places));
        assertThat(there.resolve("seed-1/checkpoint.bin")).hasBinaryContent(BYTES);
    }

    @Test
    void aFileThatNobodyAskedForIsRefused() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> CarriedFiles.write(directory, List.of("a"), Map.of("a", BYTES, "../b", BYTES)))
                .withMessageContaining("../b");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> CarriedFiles.read(directory, List.of("checkpoint.bin")))
                .withMessageContaining("checkpoint.bin");
    }
}
