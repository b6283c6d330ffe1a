package io.github.l2nas.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestCacheTest {

    private static final String OTHER = "0".repeat(64);
    private static final int LARGE = 1 << 20;

    @TempDir
    private Path place;

    private Path entries;
    private Path file;
    private DigestCache cache;

    @BeforeEach
    void writeLargeFile() throws IOException {
        entries = place.resolve("entries");
        file = Files.write(place.resolve("large"), new byte[LARGE]);
        cache = new DigestCache(entries, later(Duration.ofSeconds(3)));
    }

    /** As if so much time had passed since the files were written. */
    private static Clock later(Duration time) {
        return Clock.offset(Clock.systemUTC(), time);
    }

    /** Replaces the digest that is kept, so that one sees where it was used. */
    private void falsify() throws IOException {
        for (Path entry : entries()) {
            Files.writeString(entry, Files.readString(entry).replaceFirst(" [0-9a-f]{64}", " " + OTHER));
        }
    }

    private List<Path> entries() throws IOException {
        if (!Files.exists(entries)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(entries)) {
            return list.toList();
        }
    }

    @Test
    void aFileThatDidNotChangeIsNotReadAgain() throws IOException {
        assertThat(cache.of(file)).isEqualTo(ContentDigest.of(file));
        falsify();

        assertThat(cache.of(file)).isEqualTo(OTHER);
        assertThat(cache.of(Files.createSymbolicLink(place.resolve("link"), file)))
                .isEqualTo(OTHER);
        assertThat(new DigestCache(entries, Clock.systemUTC()).of(file)).isEqualTo(OTHER);
    }

    @Test
    void aFileIsReadAgainWhereItsTimeIsAnother() throws IOException {
        cache.of(file);
        falsify();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_001L));

        assertThat(cache.of(file)).isEqualTo(ContentDigest.of(file));
    }

    @Test
    void aFileIsReadAgainWhereItsLengthIsAnother() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        cache.of(file);
        falsify();
        Files.write(file, new byte[LARGE + 1]);
        Files.setLastModifiedTime(file, time);

        assertThat(cache.of(file)).isEqualTo(ContentDigest.of(file));
    }

    @Test
    void aFileIsReadAgainWhereItIsAnotherOfTheSameNameLengthAndTime() throws IOException {
        byte[] ones = new byte[LARGE];
        ones[0] = 1;
        Path other = Files.write(place.resolve("other"), ones);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        cache.of(file);
        Files.move(file, place.resolve("kept"));
        Files.move(other, file);

        assertThat(cache.of(file)).isEqualTo(Sha256.hex(ones));
    }

    @Test
    void aDirectoryIsReadAgainWhereAFileWasAddedOrRenamed() throws IOException {
        Path directory = Files.createDirectories(place.resolve("set"));
        Files.move(file, directory.resolve("large"));
        Files.createDirectories(directory.resolve("a"));
        assertThat(cache.of(directory)).isEqualTo(ContentDigest.of(directory));
        falsify();
        assertThat(cache.of(directory)).isEqualTo(OTHER);

        Files.writeString(directory.resolve("a/small"), "");
        assertThat(cache.of(directory)).isEqualTo(ContentDigest.of(directory));
        falsify();
        Files.move(directory.resolve("a/small"), directory.resolve("a/renamed"));
        assertThat(cache.of(directory)).isEqualTo(ContentDigest.of(directory));
    }

    @Test
    void nothingIsKeptOfAFileThatWasChangedAMomentAgo() throws IOException {
        FileTime now = FileTime.from(Clock.systemUTC().instant().plusSeconds(60));
        Files.setLastModifiedTime(file, now);

        assertThat(new DigestCache(entries, later(Duration.ofSeconds(61))).of(file))
                .isEqualTo(ContentDigest.of(file));
        assertThat(entries()).isEmpty();
        new DigestCache(entries, later(Duration.ofHours(1))).of(file);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void nothingIsKeptOfSmallFiles() throws IOException {
        Path small = Files.write(place.resolve("small"), new byte[LARGE - 1]);

        assertThat(cache.of(small)).isEqualTo(ContentDigest.of(small));
        assertThat(entries()).isEmpty();
    }

    @Test
    void anEntryThatIsDamagedIsReplaced() throws IOException {
        String digest = cache.of(file);
        for (String damage : List.of("", "x", OTHER, OTHER + " " + OTHER + "\n")) {
            Files.writeString(entries().get(0), damage);
            assertThat(cache.of(file)).isEqualTo(digest);
            assertThat(Files.readString(entries().get(0))).endsWith(" " + digest + "\n");
        }
    }

    @Test
    void aDirectoryThatCanNotBeWrittenIsNoReasonToFail() throws IOException {
        Path occupied = Files.writeString(place.resolve("occupied"), "");

        assertThat(new DigestCache(occupied.resolve("entries"), later(Duration.ofSeconds(3))).of(file))
                .isEqualTo(ContentDigest.of(file));
    }

    @Test
    void withoutADirectoryEverythingIsRead() throws IOException {
        assertThat(new DigestCache(null, Clock.systemUTC()).of(file)).isEqualTo(ContentDigest.of(file));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> cache.of(place.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void ofTooManyEntriesThoseGoThatWereNotUsedForTheLongestTime() throws IOException {
        Path part = Files.writeString(Files.createDirectories(entries).resolve("entry1.part"), "");
        Files.setLastModifiedTime(part, FileTime.fromMillis(0));
        for (int i = 0; i < 4; i++) {
            Path other = Files.write(place.resolve("large" + i), new byte[LARGE]);
            DigestCache two = new DigestCache(entries, later(Duration.ofSeconds(10 + i)), 2);
            two.of(other);
            two.of(file);
        }
        assertThat(part).doesNotExist();
        assertThat(entries()).hasSize(2);
        falsify();
        assertThat(cache.of(file)).isEqualTo(OTHER);
        assertThat(cache.of(place.resolve("large3"))).isEqualTo(OTHER);
    }
}
