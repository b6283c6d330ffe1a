package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {

    private static final int RGB = BufferedImage.TYPE_INT_RGB;
    private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;
    private static final Reading WHOLE = new Reading(null, null, null, 0);

    @TempDir
    private Path place;

    private Fixture folder;

    @BeforeEach
    void setUp() {
        folder = new Fixture(place.resolve("pets"));
    }

    private Fixture pets() throws IOException {
        return folder.image("dog/1.png", 4, 3, RGB)
                .image("cat/b/2.BMP", 4, 3, RGB)
                .image("cat/1.gif", 4, 3, BufferedImage.TYPE_BYTE_INDEXED)
                .image("cat/0.jpeg", 4, 3, RGB)
                .file("cat/notes.txt", new byte[1])
                .file("cat/.hidden.png", new byte[1]);
    }

    @Test
    void readsAFolderForEachClassSortedByName() throws IOException {
        Dataset dataset = pets().read(WHOLE);

        assertThat(dataset.format()).isEqualTo("image-folder");
        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertThat(dataset.train().labels()).containsExactly(0, 0, 0, 1);
        assertThat(dataset.train().shape()).isEqualTo(new Shape(3, 3, 4));
        // the png, its channels one after the other: 10, 60 and 110, with 4 more a row and 1 a column
        assertThat(Fixture.images(dataset.train()).pixels())
                .endsWith(
                        10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, //
                        60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, //
                        110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121);
    }

    @Test
    void imagesHaveOneChannelWhereAllAreGrey() throws IOException {
        folder.image("a/1.png", 2, 2, GREY).image("b/1.png", 2, 2, GREY);

        assertThat(folder.read(WHOLE).train().shape()).isEqualTo(new Shape(1, 2, 2));
        assertThat(Fixture.images(folder.read(WHOLE).train()).pixels()).containsExactly(10, 11, 14, 15, 10, 11, 14, 15);
        assertThat(Fixture.images(folder.image("c/1.png", 2, 2, RGB).read(WHOLE).train())
                        .pixels())
                .startsWith(10, 11, 14, 15, 10, 11, 14, 15, 10, 11, 14, 15);
    }

    @Test
    void readsTrainingAndTestFoldersBelowOneFolder() throws IOException {
        Dataset dataset = folder.image("pets/train/cat/1.png", 2, 2, RGB)
                .image("pets/train/dog/1.png", 2, 2, RGB)
                .image("pets/val/dog/2.png", 2, 2, RGB)
                .read();

        assertThat(dataset.classes()).containsExactly("cat", "dog");
        assertThat(dataset.train().labels()).containsExactly(0, 1);
        assertThat(dataset.test().labels()).containsExactly(1);
    }

    @Test
    void aClassCanBeCalledTrain() throws IOException {
        folder.image("bus/1.png", 2, 2, RGB).image("train/1.png", 2, 2, RGB).image("car/1.png", 2, 2, RGB);

        assertThat(folder.read(WHOLE).classes()).containsExactly("bus", "car", "train");
    }

    @Test
    void splitsOffATestPartWhereThereIsNone() throws IOException {
        for (int i = 0; i < 5; i++) {
            folder.image("train/cat/" + i + ".png", 2 + i, 2 + i, RGB).image("train/dog/" + i + ".png", 3, 2 + i, RGB);
        }

        Dataset dataset = folder.read(new Reading(null, null, 4, 40));

        assertThat(dataset.train().labels()).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(dataset.test().labels()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void resizesAsPillowDoesAndCropsTheCentre() {
        // Pillow 12.3.0: resize((5, 4), BILINEAR).crop((0, 0, 4, 4)), red, of 10 x 7 pixels
        assertThat(red(Resampling.centre(planar(10, 7), 3, 7, 10, 4, 4)))
                .containsExactly(110, 122, 105, 104, 131, 99, 110, 132, 142, 162, 178, 127, 110, 116, 117, 158);
        // resize((6, 10), BILINEAR).crop((0, 2, 6, 8)) of 3 x 5 pixels
        assertThat(red(Resampling.centre(planar(3, 5), 3, 5, 3, 6, 6)))
                .containsExactly(
                        18, 36, 73, 84, 69, 61, //
                        57, 69, 92, 91, 64, 50, //
                        122, 128, 139, 124, 85, 65, //
                        149, 149, 148, 137, 116, 106, //
                        139, 132, 119, 128, 159, 174, //
                        156, 143, 116, 129, 180, 205);
    }

    @Test
    void reportsImagesOfDifferentSizes() throws IOException {
        pets().image("dog/2.png", 3, 4, RGB)
                .fails(
                        "data set pets, file dog/2.png: it is 3 x 4 pixels, and cat/0.jpeg is 4 x 3. Set imageSize to bring"
                                + " all images to one size");
        assertThat(folder.read(new Reading(null, null, 3, 0)).train().shape()).isEqualTo(new Shape(3, 3, 3));
    }

    @Test
    void reportsAnImageThatCanNotBeDecoded() throws IOException {
        pets().file("dog/2.png", new byte[] {1, 2, 3})
                .fails("data set pets, file dog/2.png: it can't be decoded: its first bytes are of no format that Java"
                        + " knows. Save it again as png or RGB jpeg, or remove it");
    }

    @Test
    void reportsAnImageThatIsCutShort() throws IOException {
        pets().cut("dog/1.png", 45)
                .fails(
                        "data set pets, file dog/1.png: it can't be decoded: it is cut short. Save it again as png or RGB jpeg,"
                                + " or remove it");
    }

    @Test
    void reportsAnImageWhoseHeaderClaimsTooMuch() throws IOException {
        Fixture huge = pets();
        byte[] png = Files.readAllBytes(place.resolve("pets/dog/1.png"));
        png[17] = 1;
        png[21] = 1;
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17); // type and data of the header
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        huge.file("dog/1.png", png)
                .fails("data set pets, file dog/1.png: it can't be decoded: its header says 65540 x 65539 pixels, and"
                        + " 67108864 is the most. Save it again as png or RGB jpeg, or remove it");
    }

    @Test
    void reportsAJpegThatIsCutShort() throws IOException {
        pets().image("cat/3.jpeg", 40, 30, RGB);
        int length = (int) Files.size(place.resolve("pets/cat/3.jpeg"));
        folder.cut("cat/3.jpeg", length - 2)
                .fails(
                        "data set pets, file cat/3.jpeg: it can't be decoded: it is cut short. Save it again as png or RGB"
                                + " jpeg, or remove it");
    }

    @Test
    void reportsAWrongChecksumOfAPng() throws IOException {
        pets().damaged("dog/1.png", 29, 1)
                .fails(
                        "data set pets, file dog/1.png: it can't be decoded: the checksum of its part IHDR is wrong. Save it"
                                + " again as png or RGB jpeg, or remove it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void noFormatIsReadThatIsCutShort(String format) throws IOException {
        String name = "dog/3." + format;
        pets().image(name, 40, 30, format.equals("gif") ? BufferedImage.TYPE_BYTE_INDEXED : RGB);
        int length = (int) Files.size(place.resolve("pets").resolve(name));
        assertThatThrownBy(() -> folder.cut(name, length * 9 / 10).read())
                .isInstanceOf(JobException.class)
                .hasMessageStartingWith("data set pets, file " + name + ": it can't be decoded: ");
    }

    @Test
    void reportsImagesThatJavaCantRead() throws IOException {
        pets().file("cat/2.webp", new byte[9])
                .file("dog/3.HEIC", new byte[9])
                .fails(
                        "data set pets: it has images that can't be read, 2 in all, the first cat/2.webp. Convert them to png,"
                                + " or remove them");
    }

    @Test
    void reportsImagesBesideTrainingAndTestFolders() throws IOException {
        folder.image("train/cat/1.png", 2, 2, RGB)
                .image("train/dog/1.png", 2, 2, RGB)
                .image("test/dog/2.png", 2, 2, RGB)
                .image("0.png", 2, 2, RGB)
                .fails(
                        "data set pets: it has images beside its folder train, 1 in all, the first 0.png. Move them into a"
                                + " folder for each class below it, or away");
        folder.without("0.png")
                .image("more/dog/3.png", 2, 2, RGB)
                .fails(
                        "data set pets: beside its folders train and test it has others with images, [more]. Move them into"
                                + " a class's folder below these, or away");
    }

    @Test
    void reportsAFolderWithoutImages() throws IOException {
        pets().folder("fish")
                .fails(
                        "data set pets: folder fish has no images (png, jpeg, gif, bmp, tiff). Every folder is a class; add"
                                + " images or remove it");
    }

    @Test
    void reportsAnImageOutsideOfTheClasses() throws IOException {
        pets().image("1.png", 4, 3, RGB)
                .fails(
                        "data set pets: it has images in no class's folder, 1 in all, the first 1.png. Move them into a folder for"
                                + " each class");
    }

    @Test
    void reportsATestFolderOfAnUnknownClass() throws IOException {
        folder.image("train/cat/1.png", 2, 2, RGB)
                .image("train/dog/1.png", 2, 2, RGB)
                .image("test/cow/1.png", 2, 2, RGB)
                .fails(
                        "data set pets: its folder test/cow is of a class that train/ has no folder for. Add one, or name it"
                                + " as in train/");
    }

    @Test
    void reportsASingleClass() throws IOException {
        folder.image("cat/1.png", 2, 2, RGB)
                .fails("data set pets: all its samples are of one class, so there is nothing to tell apart");
    }

    /** Bytes i * i * 37 + i * 11, pixel after pixel, as planes. */
    private static byte[] planar(int width, int height) {
        byte[] planes = new byte[3 * width * height];
        for (int i = 0; i < planes.length; i++) {
            planes[i % 3 * width * height + i / 3] = (byte) (i * i * 37 + i * 11);
        }
        return planes;
    }

    private static int[] red(byte[] pixels) {
        int[] red = new int[pixels.length / 3];
        for (int i = 0; i < red.length; i++) {
            red[i] = Byte.toUnsignedInt(pixels[i]);
        }
        return red;
    }
}
