package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.LyingZip;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetReaderTest {

    private static final Reading TWO = new Reading(null, 2, null, 0);

    @TempDir
    private Path place;

    private Fixture cifar() throws IOException {
        return new Fixture(place.resolve("set"))
                .file("cifar/data_batch_1.bin", Fixture.records(1, new int[] {0}, new int[] {1}))
                .file("cifar/test_batch.bin", Fixture.records(3, new int[] {1}))
                .file("META-INF/MANIFEST.MF", new byte[0])
                .file("__MACOSX/cifar/data_batch_1.bin", new byte[0])
                .file("cifar/._test_batch.bin", new byte[0]);
    }

    @Test
    void aZipIsReadAsItsDirectory() throws IOException {
        Fixture cifar = cifar();

        assertThat(TWO.of(RealData.input(cifar.zip()))).isEqualTo(cifar.read(TWO));
    }

    @Test
    void aZipIsKnownByItsContentWhateverItsName() throws IOException {
        Path renamed = Files.move(cifar().zip(), place.resolve("cifar-1.0.jar"));

        assertThat(TWO.of(RealData.input(renamed)).format()).isEqualTo("cifar-10");
    }

    @Test
    void reportsAZipThatIsCutShort() throws IOException {
        Path zip = cifar().zip();
        byte[] content = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(content, content.length / 2));

        Fixture.fails(
                zip, TWO, "data set set.zip: it is damaged or cut short (zip END header not found). Get it again");
    }

    @Test
    void reportsAByteThatChangedInAZip() throws IOException {
        Path zip = place.resolve("stored.zip");
        byte[] batch = Fixture.records(1, new int[] {0}, new int[] {1});
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.setLevel(0);
            out.putNextEntry(new ZipEntry("data_batch_1.bin"));
            out.write(batch);
            out.putNextEntry(new ZipEntry("test_batch.bin"));
            out.write(batch);
        }
        byte[] content = Files.readAllBytes(zip);
        content[3000]++;
        Files.write(zip, content);

        Fixture.fails(
                zip,
                TWO,
                "data set stored.zip, file data_batch_1.bin: it is damaged or cut short (its checksum is wrong). Get it"
                        + " again");
    }

    @Test
    void aZipsFileThatIsLongerThanItSaysIsNotReadToItsEnd() throws IOException {
        Path zip = place.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("train.bin"));
            out.putNextEntry(new ZipEntry("test.bin"));
            out.putNextEntry(new ZipEntry("fine_label_names.txt"));
            out.write(new byte[1 << 24]);
        }
        LyingZip.lie(zip, 1000);

        Fixture.fails(
                zip,
                new Reading("cifar-100", null, null, 0),
                "data set bomb.zip, file fine_label_names.txt: it is damaged or cut short (it is longer than the 1000 bytes"
                        + " that it says). Get it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../data_batch_1.bin", "a/../../data_batch_1.bin", "/data_batch_1.bin", "a\\data_batch_1.bin"})
    void refusesAZipThatPointsOutsideOfItself(String name) throws IOException {
        Path zip = place.resolve("hostile.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
        }

        Fixture.fails(
                zip,
                TWO,
                "data set hostile.zip: its entry '" + name + "' points outside of it or is named as on Windows. Pack it"
                        + " again, with relative names and slashes");
    }

    @Test
    void reportsWhatIsThereWhereNoFormatFits() throws IOException {
        new Fixture(place.resolve("set"))
                .file("a.txt", new byte[0])
                .fails("data set set: there are no files of format auto in it, which has data_batch_1.bin and"
                        + " test_batch.bin (cifar-10), or train.bin and test.bin (cifar-100), or one .csv or .csv.gz file"
                        + " (csv), or train_data_batch_1, train_data_batch_2 and so on, and val_data"
                        + " (downsampled-imagenet), or train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                        + " t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, with or without .gz (idx), or a folder for"
                        + " each class with png, jpeg, gif, bmp or tiff files (image-folder), or one .csv or .csv.gz file"
                        + " with a header, or train.csv and test.csv (tabular). It has a.txt. Give the directory or zip"
                        + " with the unpacked files");
    }

    @Test
    void reportsAFormatThatIsNotThere() throws IOException {
        cifar().fails(
                        new Reading("cifar-100", null, null, 0),
                        "data set set: there are no files of format cifar-100 in it, which has train.bin and test.bin"
                                + " (cifar-100). It has cifar/data_batch_1.bin, cifar/test_batch.bin. Give the directory or"
                                + " zip with the unpacked files");
    }

    @Test
    void reportsFilesOfSeveralFormatsUnlessOneIsChosen() throws IOException {
        Fixture both = cifar().image("cifar/preview.png", 2, 2, BufferedImage.TYPE_INT_RGB);

        both.fails(
                "data set set: its files are those of several formats: [cifar-10, image-folder]. Set format to one of"
                        + " them");
        assertThat(both.read(new Reading("cifar-10", 2, null, 0)).format()).isEqualTo("cifar-10");
    }

    @Test
    void reportsADirectoryThatDoesNotExist() {
        Fixture.fails(place.resolve("none"), TWO, "data set none: it does not exist");
        Fixture.fails(place.resolve("none.zip"), TWO, "data set none.zip: it does not exist");
    }

    @Test
    void settingsAreChecked() {
        assertWrong(
                "format",
                new Reading("mnist", null, null, 0),
                "there is no format 'mnist'; there are [cifar-10, cifar-100, csv, downsampled-imagenet, idx,"
                        + " image-folder, tabular], and you can name a class");
        assertWrong(
                "classes",
                new Reading(null, 1, null, 0),
                "classes is 1, which is too few to tell apart: give 2 or more, or leave it out");
        assertWrong("imageSize", new Reading(null, null, 0, 0), "imageSize is 0, not 1 to 4096 pixels");
        assertWrong("testPercent", new Reading(null, null, null, 100), "testPercent is 100, not 0 to 99");
    }

    @Test
    void aFormatWithoutSettingsTakesNone() throws IOException {
        Path set = cifar().zip();

        assertThatThrownBy(() -> new Reading(null, null, null, null, Map.of("labels", "x")).of(RealData.input(set)))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("dataset.settings.labels"))
                .hasMessage("there is no setting 'labels'; the format cifar-10 has none");
    }

    private void assertWrong(String setting, Reading reading, String message) {
        assertThatThrownBy(() -> reading.of(RealData.input(place)))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("dataset." + setting))
                .hasMessage(message);
    }
}
