package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFilesTest {

    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;

    @TempDir
    private Path place;

    private Fixture mnist;

    @BeforeEach
    void writeThreeTrainingAndTwoTestImages() throws IOException {
        mnist = new Fixture(place.resolve("mnist"))
                .file("train-images-idx3-ubyte", Fixture.idx(IMAGES, 3, 4, 2))
                .file("train-labels-idx1-ubyte", Fixture.idx(LABELS, 3))
                .file("t10k-images-idx3-ubyte", Fixture.idx(IMAGES, 2, 4, 2))
                .file("t10k-labels-idx1-ubyte", Fixture.idx(LABELS, 2));
    }

    @Test
    void readsImagesAndLabels() {
        Dataset dataset = mnist.read();

        assertThat(dataset.format()).isEqualTo("idx");
        assertThat(dataset.classes()).containsExactly("0", "1", "2");
        assertThat(dataset.train().shape()).isEqualTo(new Shape(1, 4, 2));
        assertThat(dataset.train().labels()).containsExactly(0, 1, 2);
        assertThat(Fixture.images(dataset.train()).pixels())
                .hasSize(24)
                .startsWith(0, 1, 2)
                .endsWith(22, 23);
        assertThat(dataset.test().labels()).containsExactly(0, 1);
    }

    @Test
    void splitsATestPartOffWhereThereAreTrainingFilesOnly() throws IOException {
        mnist.without("t10k-images-idx3-ubyte")
                .without("t10k-labels-idx1-ubyte")
                .file("train-images-idx3-ubyte", Fixture.idx(IMAGES, 10, 4, 2))
                .file("train-labels-idx1-ubyte", labels(0, 1, 0, 1, 0, 1, 0, 1, 0, 1));

        Dataset dataset = mnist.read(new Reading(null, null, null, 40));

        assertThat(dataset.train().count()).isEqualTo(6);
        assertThat(dataset.test().labels()).containsExactlyInAnyOrder(0, 0, 1, 1);
    }

    @Test
    void reportsASplitThatATestPartMakesNeedless() {
        mnist.fails(
                new Reading(null, null, null, 40),
                "data set mnist: it has a test part of 2 samples, so none is split off. Leave testPercent out, or remove the"
                        + " test part");
    }

    private static byte[] labels(int... values) throws IOException {
        byte[] file = Fixture.idx(LABELS, values.length);
        for (int i = 0; i < values.length; i++) {
            file[8 + i] = (byte) values[i];
        }
        return file;
    }

    @Test
    void readsBothSpellingsWithAndWithoutGzip() throws IOException {
        Dataset plain = mnist.read();

        Fixture other = new Fixture(place.resolve("other"))
                .file("emnist-digits-train-images-idx3-ubyte.gz", Fixture.gzip(Fixture.idx(IMAGES, 3, 4, 2)))
                .file("train-labels.idx1-ubyte", Fixture.idx(LABELS, 3))
                .file("emnist-digits-test-images-idx3-ubyte", Fixture.idx(IMAGES, 2, 4, 2))
                .file("t10k-labels.idx1-ubyte.gz", Fixture.gzip(Fixture.idx(LABELS, 2)));

        assertThat(other.read()).isEqualTo(plain);
    }

    @Test
    void prefersAnUnpackedFileToTheSameWithGzip() throws IOException {
        Dataset plain = mnist.read();

        assertThat(mnist.file("train-images-idx3-ubyte.gz", Fixture.gzip(new byte[] {1, 2, 3}))
                        .read())
                .isEqualTo(plain);
    }

    @Test
    void reportsAFileOfAnotherKind() throws IOException {
        mnist.file("train-labels-idx1-ubyte", Fixture.idx(IMAGES, 3, 1, 1))
                .fails(
                        "data set mnist, file train-labels-idx1-ubyte: it starts with 0x803, expected the magic number 0x801"
                                + " of unsigned bytes in 1 dimension(s). It is no such IDX file; get it again");
    }

    @Test
    void reportsAFileThatIsCutShortOrTooLong() throws IOException {
        mnist.cut("train-images-idx3-ubyte", 16 + 15)
                .fails(
                        "data set mnist, file train-images-idx3-ubyte: it ends within image 1 of the 3 in its header. It is"
                                + " cut short; get it again");
        mnist.cut("train-images-idx3-ubyte", 9)
                .fails(
                        "data set mnist, file train-images-idx3-ubyte: it ends within its header. It is cut short; get it"
                                + " again");
        mnist.file("train-images-idx3-ubyte", Fixture.idx(IMAGES, 3, 4, 2))
                .cut("train-images-idx3-ubyte", 16 + 25)
                .fails(
                        "data set mnist, file train-images-idx3-ubyte: it goes on after the 3 images in its header. It is"
                                + " damaged; get it again");
    }

    @Test
    void reportsTrailingBytesAndMissingLabels() throws IOException {
        mnist.cut("train-labels-idx1-ubyte", 8 + 4)
                .fails(
                        "data set mnist, file train-labels-idx1-ubyte: it goes on after the 3 labels in its header. It is"
                                + " damaged; get it again");
        mnist.cut("train-labels-idx1-ubyte", 8 + 2)
                .fails(
                        "data set mnist, file train-labels-idx1-ubyte: it ends within label 2 of the 3 in its header. It is"
                                + " cut short; get it again");
    }

    @Test
    void reportsGzipThatIsCutShort() throws IOException {
        byte[] gzip = Fixture.gzip(Fixture.idx(IMAGES, 3, 4, 2));
        mnist.without("train-images-idx3-ubyte")
                .file("train-images-idx3-ubyte.gz", gzip)
                .cut("train-images-idx3-ubyte.gz", gzip.length - 12)
                .fails(
                        "data set mnist, file train-images-idx3-ubyte.gz: it is damaged or cut short (Unexpected end of ZLIB"
                                + " input stream). Get it again");
    }

    @Test
    void reportsFilesThatDoNotBelongTogether() throws IOException {
        mnist.file("train-labels-idx1-ubyte", Fixture.idx(LABELS, 4))
                .fails(
                        "data set mnist, file train-images-idx3-ubyte: it has 3 images, and train-labels-idx1-ubyte has 4"
                                + " labels. Get both files from the same data set");
        mnist.file("train-labels-idx1-ubyte", Fixture.idx(LABELS, 3))
                .file("t10k-images-idx3-ubyte", Fixture.idx(IMAGES, 2, 2, 2))
                .fails("data set mnist, file t10k-images-idx3-ubyte: its images are 2 x 2 pixels, those of"
                        + " train-images-idx3-ubyte 2 x 4. Get both files from the same data set");
        mnist.damaged("t10k-labels-idx1-ubyte", 9, 3)
                .fails("data set mnist, file t10k-labels-idx1-ubyte: label 1 (byte 9) is 3, expected 0 to 2 as in the"
                        + " training part. It is damaged or of another data set; get it again");
    }

    @Test
    void reportsSizesThatNoImageHas() throws IOException {
        mnist.damaged("train-images-idx3-ubyte", 9, 1)
                .fails(
                        "data set mnist, file train-images-idx3-ubyte: its header says images of 2 x 65540 pixels, expected"
                                + " at most 4096 a side. It is damaged; get it again");
        mnist.damaged("train-images-idx3-ubyte", 8, 0xff)
                .fails("data set mnist, file train-images-idx3-ubyte: size 1 in its header is 4278255620, expected 1 to"
                        + " 2147483647. It is damaged; get it again");
    }

    @Test
    void reportsMissingAndSuperfluousFiles() throws IOException {
        mnist.without("t10k-labels-idx1-ubyte")
                .fails(
                        "data set mnist: it has [t10k-images-idx3-ubyte, train-images-idx3-ubyte, train-labels-idx1-ubyte]"
                                + " and no test labels. An idx data set has train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                                + " t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, with or without .gz");
        mnist.file("a-test-labels-idx1-ubyte", new byte[0])
                .file("b-test-labels-idx1-ubyte", new byte[0])
                .fails("data set mnist: it has several files of test labels: [a-test-labels-idx1-ubyte,"
                        + " b-test-labels-idx1-ubyte]. Give a directory with one data set");
    }

    @Test
    void reportsFilesInSeveralFolders() throws IOException {
        mnist.file("more/train-labels-idx1-ubyte", new byte[0])
                .fails("data set mnist: it has files of one format in several folders: [, more/]. Give one of these"
                        + " folders");
    }
}
