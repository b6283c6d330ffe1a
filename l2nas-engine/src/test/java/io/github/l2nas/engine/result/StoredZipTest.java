package io.github.l2nas.engine.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.engine.LyingZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {

    private static final int MOST = 1 << 26;

    @TempDir
    private Path place;

    private Path zip;

    @BeforeEach
    void nameZip() {
        zip = place.resolve("a.zip");
    }

    private byte[] read(int most) throws IOException {
        try (ZipFile open = new ZipFile(zip.toFile())) {
            return StoredZip.read(open, "a", most);
        }
    }

    private void deflated(byte[] content) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a"));
            out.write(content);
        }
    }

    @Test
    void readsWhatWasWrittenAlsoWhereAnotherProgramPackedItAgain() throws IOException {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        try (OutputStream out = Files.newOutputStream(zip)) {
            StoredZip.write(Map.of("a", content), Instant.EPOCH, out);
        }
        assertThat(read(MOST)).isEqualTo(content);
        deflated(content);
        assertThat(read(content.length)).isEqualTo(content);
    }

    @Test
    void anEntryThatSaysItIsTooLargeIsNotInflated() throws IOException {
        deflated(new byte[1001]);

        assertThatThrownBy(() -> read(1000))
                .isInstanceOf(IOException.class)
                .hasMessage("entry a says that it has 1001 bytes, and 1000 is the most");
    }

    @Test
    void aZipBombIsNotInflated() throws IOException {
        deflated(new byte[1 << 25]);

        assertThat(Files.size(zip)).isLessThan(40_000);
        assertThatThrownBy(() -> read(MOST))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "entry a would inflate from \\d+ to 33554432 bytes, as no file written by L2NAS does");
    }

    @Test
    void anEntryThatIsLongerOrShorterThanItSaysIsCorrupt() throws IOException {
        for (int length : new int[] {999, 1001}) {
            deflated(new byte[1000]);
            LyingZip.lie(zip, length);

            assertThatThrownBy(() -> read(MOST))
                    .isInstanceOf(IOException.class)
                    .hasMessage("corrupt: entry a is not as long as it says, " + length + " bytes");
        }
    }

    @Test
    void aMissingEntryIsNamed() throws IOException {
        try (OutputStream out = Files.newOutputStream(zip)) {
            StoredZip.write(Map.of("b", new byte[1]), Instant.EPOCH, out);
        }

        assertThatThrownBy(() -> read(MOST)).isInstanceOf(IOException.class).hasMessage("there is no entry a");
    }
}
