package io.github.l2nas.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    @Test
    void replacesAFileAndLeavesNothingBeside() {
        Path file = directory.resolve("result");
        write(file, "old and longer");
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(directory).isDirectoryContaining(file::equals);
        assertThat(directory.toFile().list()).containsExactly("result");
    }

    @Test
    void leavesTheOldFileWholeWhereWritingFails() {
        Path file = directory.resolve("result");
        write(file, "old");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("can't write " + file + ": No space left on device. Make room");
        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("result");
    }

    @Test
    void saysWhatItCannotWrite() {
        Path file = directory.resolve("missing/result");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> write(file, "x"))
                .withMessageContaining("can't write " + file);
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
