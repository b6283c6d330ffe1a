package io.github.l2nas.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDigestTest {

    // FIPS 180-2, appendix B.1
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path place;

    @Test
    void theDigestOfAFileIsItsSha256() throws IOException {
        assertThat(ContentDigest.of(Files.writeString(place.resolve("abc"), "abc")))
                .isEqualTo(ABC);
    }

    @Test
    void theDigestOfADirectoryIsThatOfNamesAndDigestsSortedByName() throws IOException {
        Path directory = Files.createDirectories(place.resolve("set"));
        Files.createDirectories(directory.resolve("a"));
        Files.writeString(directory.resolve("a/x"), "abc");
        Files.writeString(directory.resolve("a.x"), "abc");
        Files.writeString(directory.resolve("B"), "abc");

        Path lines = Files.writeString(place.resolve("lines"), "B\n" + ABC + "\na.x\n" + ABC + "\na/x\n" + ABC + "\n");
        assertThat(ContentDigest.of(directory)).isEqualTo(ContentDigest.of(lines));

        Files.setLastModifiedTime(directory.resolve("B"), FileTime.fromMillis(0));
        assertThat(ContentDigest.of(directory)).isEqualTo(ContentDigest.of(lines));
    }

    @Test
    void aLinkCountsAsWhatItPointsTo() throws IOException {
        Path directory = Files.createDirectories(place.resolve("set"));
        Files.writeString(directory.resolve("x"), "abc");
        Path link = Files.createSymbolicLink(place.resolve("link"), directory);

        assertThat(ContentDigest.of(link)).isEqualTo(ContentDigest.of(directory));
    }

    @Test
    void reportsAFileThatHasChanged() throws IOException {
        Path file = Files.writeString(place.resolve("abc.csv"), "abc");
        InputFile input = new InputFile("abc.csv", file, ABC);
        assertThatCode(() -> ContentDigest.requireUnchanged(input, "architecture"))
                .doesNotThrowAnyException();

        Files.writeString(file, "");

        assertThatThrownBy(() -> ContentDigest.requireUnchanged(input, "architecture"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("architecture"))
                .hasMessage("abc.csv has changed since the job was declared: its SHA-256 is"
                        + " e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expected " + ABC
                        + ". Run the build again, or restore the file");
    }

    @Test
    void reportsAFileThatIsGone() {
        InputFile input = new InputFile("gone.csv", place.resolve("gone.csv"), ABC);

        assertThatThrownBy(() -> ContentDigest.of(input.file())).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> ContentDigest.requireUnchanged(input, "architecture"))
                .isInstanceOf(JobException.class)
                .hasMessage("gone.csv can't be read: there is no file " + input.file());
    }

    @Test
    void aPartsInputIsNamedByItsRole() throws IOException {
        Path file = Files.writeString(place.resolve("table.csv"), "abd");
        Part part = Part.reading("table", "table", new InputFile("table.csv", file, ABC));

        assertThatThrownBy(() -> ContentDigest.requireUnchanged(part, "evaluator"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.table"));
    }
}
