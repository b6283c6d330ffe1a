package io.github.l2nas.engine.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.Jobs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {

    private static final int RGB = BufferedImage.TYPE_INT_RGB;

    @TempDir
    private Path place;

    private Fixture folder;

    @BeforeEach
    void setUp() {
        folder = new Fixture(place.resolve("animals"));
    }

    private Fixture divided() throws IOException {
        return folder.image("train/cat/1.png", 9, 7, RGB)
                .image("train/dog/2.jpg", 7, 9, RGB)
                .image("val/cat/3.png", 8, 8, RGB)
                .image("val/cat/4.png", 12, 8, BufferedImage.TYPE_BYTE_GRAY)
                .image("val/dog/5.png", 8, 20, RGB);
    }

    private ImageFiles open(int classes) {
        Path animals = place.resolve("animals");
        return ImageFiles.open(Jobs.input(animals), classes);
    }

    private void fails(int classes, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> open(classes))
                .withMessage(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("dataset"));
    }

    @Test
    void validationPhotographsAreThoseOfTheFolderVal() throws IOException {
        divided();
        try (ImageFiles photos = open(2)) {
            assertThat(photos.classes()).containsExactly("cat", "dog");
            assertThat(photos.training())
                    .containsExactly(new ImageFile("train/cat/1.png", 0), new ImageFile("train/dog/2.jpg", 1));
            assertThat(photos.validation())
                    .containsExactly(
                            new ImageFile("val/cat/3.png", 0),
                            new ImageFile("val/cat/4.png", 0),
                            new ImageFile("val/dog/5.png", 1));
        }
    }

    @Test
    void withoutSuchFoldersAllValidate() throws IOException {
        folder.image("dog/1.png", 8, 8, RGB).image("cat/1.png", 8, 8, RGB);
        try (ImageFiles photos = open(2)) {
            assertThat(photos.training()).isEmpty();
            assertThat(photos.validation())
                    .containsExactly(new ImageFile("cat/1.png", 0), new ImageFile("dog/1.png", 1));
        }
    }

    @Test
    void aListOfClassesSaysWhichOutputsTheFoldersAre() throws IOException {
        divided().file("classes.txt", "ant\ndog\n\n cat\n".getBytes(StandardCharsets.UTF_8));
        try (ImageFiles photos = open(3)) {
            assertThat(photos.classes()).containsExactly("ant", "dog", "cat");
            assertThat(photos.validation())
                    .containsExactly(
                            new ImageFile("val/cat/3.png", 2),
                            new ImageFile("val/cat/4.png", 2),
                            new ImageFile("val/dog/5.png", 1));
        }
    }

    @Test
    void reportsAnotherNumberOfClassesThanTheNetworks() throws IOException {
        divided();
        fails(
                1000,
                "data set animals: it has folders of 2 classes, the network tells 1000 apart. Add folders for all, or a"
                        + " file classes.txt with the names of all classes' folders in the order of the network's outputs,"
                        + " one a line");
    }

    @Test
    void reportsAListOfAnotherLength() throws IOException {
        divided().file("classes.txt", "cat\ndog\ncat\n".getBytes(StandardCharsets.UTF_8));
        fails(
                3,
                "data set animals, file classes.txt: it names 2 classes, the network tells 3 apart. Name each once, one a"
                        + " line");
    }

    @Test
    void reportsAFolderThatTheListLacks() throws IOException {
        divided().file("classes.txt", "cat\ncow\n".getBytes(StandardCharsets.UTF_8));
        fails(2, "data set animals, file classes.txt: it does not name folder dog. Add it, or remove the folder");
    }

    @Test
    void reportsADataSetWithoutPhotographs() throws IOException {
        folder.file("readme.md", new byte[1]);
        fails(
                2,
                "data set animals: it has folders of 0 classes, the network tells 2 apart. Add folders for all, or a file"
                        + " classes.txt with the names of all classes' folders in the order of the network's outputs, one"
                        + " a line");
    }

    @Test
    void batchesComeInOrderWhateverTheThreads() throws IOException {
        divided();
        List<float[]> one = images(1, 0);
        assertThat(one).hasSize(2);
        assertThat(one.get(0)).hasSize(2 * 3 * 8 * 8);
        assertThat(one.get(1)).hasSize(3 * 8 * 8);
        List<float[]> four = images(4, 0);
        List<float[]> cached = images(2, 300);
        for (int batch = 0; batch < 2; batch++) {
            assertThat(four.get(batch)).containsExactly(one.get(batch));
            assertThat(cached.get(batch)).containsExactly(one.get(batch));
        }
    }

    /** The second time round, which takes from the cache what fitted into it. */
    private List<float[]> images(int threads, long cacheBytes) {
        try (ImageFiles photos = open(2);
                ImageFileBatches batches = new ImageFileBatches(
                        photos,
                        photos.validation(),
                        CropTransform.centre(8),
                        2,
                        Normalisation.IMAGENET,
                        threads,
                        cacheBytes)) {
            assertThat(batches.count()).isEqualTo(3);
            List<float[]> images = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                images.clear();
                for (Batch batch : batches) {
                    images.add(batch.images());
                }
            }
            return images;
        }
    }

    @Test
    void aBrokenPhotographIsNamedInItsPlace() throws IOException {
        divided().cut("val/dog/5.png", 60);
        try (ImageFiles photos = open(2);
                ImageFileBatches batches = new ImageFileBatches(
                        photos, photos.validation(), CropTransform.centre(8), 2, Normalisation.IMAGENET, 2, 0)) {
            Iterator<Batch> iterator = batches.iterator();
            assertThat(iterator.next().labels()).containsExactly(0, 0);
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(iterator::next)
                    .withMessageStartingWith("data set animals, file val/dog/5.png: it can't be decoded: ");
        }
    }

    @Test
    void aSampleIsAlwaysTheSame() {
        List<ImageFile> photos = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            photos.add(new ImageFile(String.valueOf(i), i));
        }
        List<ImageFile> sample = ImageFiles.sample(photos, 10, "validation");
        assertThat(sample).hasSize(10).isSubsetOf(photos).isEqualTo(ImageFiles.sample(photos, 10, "validation"));
        assertThat(sample).isNotEqualTo(ImageFiles.sample(photos, 10, "calibration"));
        assertThat(ImageFiles.sample(photos, null, "validation")).isEqualTo(photos);
        assertThat(ImageFiles.sample(photos, 200, "validation")).isEqualTo(photos);
    }
}
