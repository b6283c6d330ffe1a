package io.github.l2nas.engine.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarTest {

    private static final Reading TWO = new Reading(null, 2, null, 0);

    @TempDir
    private Path place;

    private Fixture cifar;

    @BeforeEach
    void setUp() {
        cifar = new Fixture(place.resolve("cifar"));
    }

    private Fixture cifar10() throws IOException {
        return cifar.file("data_batch_1.bin", Fixture.records(1, new int[] {0}, new int[] {1}))
                .file("data_batch_10.bin", Fixture.records(10, new int[] {0}))
                .file("data_batch_2.bin", Fixture.records(2, new int[] {1}, new int[] {9}))
                .file("test_batch.bin", Fixture.records(3, new int[] {1}));
    }

    private Fixture cifar100() throws IOException {
        int[][] all = IntStream.range(0, 100)
                .mapToObj(label -> new int[] {label / 5, label})
                .toArray(int[][]::new);
        return cifar.file("train.bin", Fixture.records(1, all))
                .file("test.bin", Fixture.records(2, new int[] {19, 99}, new int[] {3, 17}));
    }

    @Test
    void readsBatchesInTheOrderOfTheirNumbers() throws IOException {
        Dataset dataset = cifar10().read(TWO);

        assertThat(dataset.train().labels()).containsExactly(0, 1, 1, 0);
        assertThat(IntStream.range(0, 4)
                        .map(i -> Fixture.images(dataset.train()).pixels()[i * 3072]))
                .containsExactly(1, 1, 2, 10);
        assertThat(dataset.test().labels()).containsExactly(1);
        assertThat(dataset.classes()).containsExactly("0", "1");
    }

    @Test
    void readsTheFineLabelsOfCifar100() throws IOException {
        Dataset dataset = cifar100().read();

        assertThat(dataset.format()).isEqualTo("cifar-100");
        assertThat(dataset.train().shape()).isEqualTo(new Shape(3, 32, 32));
        assertThat(dataset.train().labels())
                .containsExactly(IntStream.range(0, 100).toArray());
        assertThat(dataset.test().labels()).containsExactly(99, 17);
    }

    @Test
    void namesTheClassesOfCifar100WhereTheirFileIsThere() throws IOException {
        String names = String.join(
                "\n", IntStream.range(0, 100).mapToObj(i -> "thing_" + i).toList());

        assertThat(cifar100()
                        .file("fine_label_names.txt", (names + "\n\n").getBytes(UTF_8))
                        .read()
                        .classes())
                .hasSize(100)
                .startsWith("thing_0")
                .endsWith("thing_99");

        cifar.file("fine_label_names.txt", "apple".getBytes(UTF_8))
                .fails("data set cifar, file fine_label_names.txt: it names 1 classes, and cifar-100 has 100."
                        + " Get it again");
    }

    @Test
    void reportsAFileThatIsCutShort() throws IOException {
        cifar10()
                .cut("data_batch_2.bin", 5000)
                .fails("data set cifar, file data_batch_2.bin: its 5000 bytes are no multiple of 3073, the length of a"
                        + " record of cifar-10: record 1 has only 1927. It is cut short or of another format; get it"
                        + " again");
        cifar.cut("data_batch_2.bin", 0).fails("data set cifar, file data_batch_2.bin: it is empty. Get it again");
    }

    @Test
    void reportsALabelOutOfRangeWithItsPlace() throws IOException {
        cifar10()
                .damaged("data_batch_2.bin", 3073, 10)
                .fails(
                        "data set cifar, file data_batch_2.bin: record 1 (byte 3073) has label 10, expected 0 to 9. It is"
                                + " damaged or of another format; get it again");
    }

    @Test
    void reportsACoarseLabelOutOfRange() throws IOException {
        cifar100()
                .damaged("test.bin", 3074, 200)
                .fails(
                        "data set cifar, file test.bin: record 1 (byte 3074) has label 200, expected 0 to 19. It is damaged"
                                + " or of another format; get it again");
    }

    @Test
    void reportsAMissingTestPart() throws IOException {
        cifar10()
                .without("test_batch.bin")
                .fails("data set cifar: it has [data_batch_1.bin, data_batch_10.bin, data_batch_2.bin] and no"
                        + " test_batch.bin. Add that file, the test part of cifar-10");
    }

    @Test
    void reportsAClassWithoutImages() throws IOException {
        cifar10()
                .fails(
                        "data set cifar: class 2 of 0 to 9 has no training samples. Labels count from 0; correct them, add"
                                + " samples, or use fewer classes");
    }

    @Test
    void reportsMoreClassesThanThereAre() throws IOException {
        cifar10()
                .fails(
                        new Reading(null, 100, null, 0),
                        "data set cifar: it has 10 classes, and 100 are asked for. Set classes to at most 10, or leave it"
                                + " out");
    }

    @Test
    void padsToALargerSizeAndRefusesASmallerOne() throws IOException {
        Dataset padded = cifar10().read(new Reading(null, 2, 35, 0));

        assertThat(padded.train().shape()).isEqualTo(new Shape(3, 35, 35));
        byte[] pixels = Fixture.images(padded.train()).pixels();
        // one row above and two below, one column on the left and two on the right
        assertThat(pixels[0]).isZero();
        assertThat(pixels[35]).isZero();
        assertThat(pixels[36]).isEqualTo((byte) 1);
        assertThat(pixels[35 + 32]).isEqualTo((byte) 1);
        assertThat(pixels[35 + 33]).isZero();
        assertThat(pixels[32 * 35 + 1]).isEqualTo((byte) 1);
        assertThat(pixels[33 * 35 + 1]).isZero();
        cifar.fails(
                new Reading(null, 2, 28, 0),
                "data set cifar: its images are 32 x 32 pixels and imageSize is 28. Images of this format are padded, never"
                        + " made smaller: set imageSize to at least 32, or leave it out");
    }
}
