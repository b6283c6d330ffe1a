package io.github.l2nas.engine.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On made-up files that Python wrote; the README beside them says how. */
class DownsampledImageNetTest {

    private static final int SIZE = 48;

    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(strings = {"python-2", "protocol-2", "protocol-4", "protocol-5"})
    void readsFilesOfEveryPython(String folder) throws IOException {
        Dataset dataset = files(folder).read();

        assertThat(dataset.format()).isEqualTo("downsampled-imagenet");
        assertThat(dataset.classes()).containsExactly("0", "1", "2");
        assertThat(dataset.train().shape()).isEqualTo(new Shape(3, 4, 4));
        assertThat(dataset.train().labels()).containsExactly(0, 1, 2, 0, 1, 2, 2);
        assertThat(Fixture.images(dataset.train()).pixels()).isEqualTo(pixels(0, 7));
        assertThat(dataset.test().labels()).containsExactly(2, 1, 0);
        assertThat(Fixture.images(dataset.test()).pixels()).isEqualTo(pixels(100, 3));
    }

    @Test
    void readsAZipAsADirectory() throws IOException {
        Fixture files = files("protocol-4");

        assertThat(Reading.DEFAULT.of(RealData.input(files.zip()))).isEqualTo(files.read());
    }

    @Test
    void usesTheFirstClassesOnly() throws IOException {
        Dataset dataset = files("protocol-4").read(new Reading(null, 2, null, 0));

        assertThat(dataset.train().labels()).containsExactly(0, 1, 0, 1);
        assertThat(dataset.test().labels()).containsExactly(1, 0);
    }

    @Test
    void reportsAFileThatIsCutShort() throws IOException {
        files("protocol-4")
                .cut("train_data_batch_2", 200)
                .fails(
                        "data set imagenet, file train_data_batch_2: it can't be read as a pickle: expected more bytes in input stream. Get it"
                                + " again: it is a file of downsampled ImageNet, unpacked");
    }

    @Test
    void reportsAPickleThatWouldRunSomething() throws IOException {
        pickled("cposix\nsystem\nX\7\0\0\0touch x\u0085R.")
                .fails("data set imagenet, file train_data_batch_2: it can't be read as a pickle: it names the class or"
                        + " function posix.system, and for safety only plain data is read. Get it again: it is a file of"
                        + " downsampled ImageNet, unpacked");
    }

    @Test
    void reportsAMissingTestPart() throws IOException {
        files("protocol-4")
                .without("val_data")
                .fails("data set imagenet: it has [train_data_batch_1, train_data_batch_10, train_data_batch_2] and no"
                        + " val_data. Add that file, the test part");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "].|it is no pickled dictionary with 'data' and 'labels'. Get the file again",
                "}(U\4dataK\1U\6labels]u.|its 'data' is no numpy array of unsigned bytes in two dimensions. Get the file"
                        + " again",
                "}(U\4data{}U\6labels](K\1K\1eu.|it has 1 images and 2 labels. Get the file again",
                "}(U\4data{}U\6labels](K\0eu.|label 0 is 0, expected 1 to 1000. It is damaged or of another data set; get"
                        + " it again",
                "}(U\4data{}U\6labelsK\1u.|its 'labels' are no list of whole numbers. Get the file again",
                "}(U\4data{x}U\6labels](K\1eu.|its images are 1 pixels wide, those of the first file 4. Get all files from"
                        + " the same download"
            })
    void reportsWhatIsWrongWithAFile(String pickle, String message) throws IOException {
        String quoted = pickle.replace("{}", array(SIZE)).replace("{x}", array(3));
        pickled(quoted).fails("data set imagenet, file train_data_batch_2: " + message);
    }

    @Test
    void reportsImagesThatAreNotSquare() throws IOException {
        pickled("}(U\4data" + array(47) + "U\6labels](K\1eu.")
                .fails("data set imagenet, file train_data_batch_2: its images have 47 numbers, expected 3 x S x S, for"
                        + " example 768 for 16 pixels a side. Get the file again");
    }

    @Test
    void reportsATestLabelThatTheTrainingPartDoesNotHave() throws IOException {
        Fixture files = files("python-2");
        byte[] test = Files.readAllBytes(place.resolve("imagenet/val_data"));
        files.damaged("val_data", test.length - 4, 4)
                .fails(
                        "data set imagenet, file val_data: label 2 is 4, expected 1 to 3. It is damaged or of another data"
                                + " set; get it again");
    }

    /** One row of bytes in Python 2's notation. */
    private static String array(int columns) {
        return "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\0tU\1btR(K\1(K\1K" + (char) columns
                + "tcnumpy\ndtype\n(U\2u1tR\u0089U" + (char) columns + "x".repeat(columns) + "tb";
    }

    private Fixture pickled(String pickle) throws IOException {
        return files("protocol-4").file("train_data_batch_2", ("\u0080\2" + pickle).getBytes(ISO_8859_1));
    }

    private Fixture files(String folder) throws IOException {
        Fixture files = new Fixture(place.resolve("imagenet"));
        for (String name :
                new String[] {"train_data_batch_1", "train_data_batch_2", "train_data_batch_10", "val_data"}) {
            try (var in = getClass().getResourceAsStream("downsampled-imagenet/" + folder + "/" + name)) {
                files.file(name, in.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] pixels(int first, int count) {
        byte[] pixels = new byte[count * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((first * SIZE + i) * 7 % 251);
        }
        return pixels;
    }
}
