package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.graph.Shape;
import java.util.List;
import java.util.Locale;

/**
 * Image files in one folder a class, classes in the order of their folders' names; in the folders {@code train} and {@code
 * test} or {@code val}, or without them. Images are decoded with ImageIO; where all are grey they have one channel, else
 * three.
 */
public final class ImageFolder implements DatasetFormat<NoSettings> {

    @Override
    public String name() {
        return "image-folder";
    }

    @Override
    public String files() {
        return "a folder for each class with png, jpeg, gif, bmp or tiff files";
    }

    @Override
    public boolean recognizes(DataFiles files) {
        return files.names().stream().anyMatch(ClassFolders::isImage);
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    @Override
    public Dataset read(DataFiles files, DatasetSettings use, NoSettings none) {
        ClassFolders folders = ClassFolders.of(files);
        List<String> classes = folders.classes(folders.training());
        Decoded decoded = new Decoded(folders, use);
        if (folders.tests() == null) {
            ImageSet all = decoded.channels(decoded.all(folders.training(), classes));
            return Dataset.undivided(name(), classes, all);
        }
        for (String folder : folders.classes(folders.tests())) {
            if (!classes.contains(folder)) {
                throw files.wrong("its folder " + folders.tests() + folder + " is of a class that " + folders.training()
                        + " has no folder for. Add one, or name it as in " + folders.training());
            }
        }
        ImageSet trainImages = decoded.all(folders.training(), classes);
        ImageSet testImages = decoded.all(folders.tests(), classes);
        return new Dataset(name(), classes, decoded.channels(trainImages), decoded.channels(testImages));
    }

    /** Decodes images, all of one size. */
    private static final class Decoded {

        private final ClassFolders folders;
        private final DataFiles files;
        private final DatasetSettings settings;
        private Shape shape;
        private String first;
        private boolean allGrey = true;

        private Decoded(ClassFolders folders, DatasetSettings settings) {
            this.folders = folders;
            files = folders.files();
            this.settings = settings;
        }

        ImageSet all(String root, List<String> classes) {
            Images images = null;
            for (int label = 0; label < classes.size() && settings.uses(label); label++) {
                for (String name : folders.images(root, classes.get(label))) {
                    DecodedImage image = decode(name);
                    images = images == null ? new Images(files, shape, settings) : images;
                    images.add(label, image.pixels(), 0);
                }
            }
            return images == null ? new ImageSet(shape, new byte[0], new int[0]) : images.toSet();
        }

        private DecodedImage decode(String name) {
            DecodedImage whole = DecodedImage.read(files, name);
            DecodedImage image = settings.imageSize() == null ? whole : whole.squared(settings.imageSize());
            Shape found = new Shape(3, image.height(), image.width());
            if (shape == null) {
                shape = found;
                first = name;
            } else if (!shape.equals(found)) {
                throw files.wrong(
                        name,
                        String.format(
                                Locale.ROOT,
                                "it is %d x %d pixels, and %s is %d x %d. Set imageSize to bring all images to one size",
                                found.width(),
                                found.height(),
                                first,
                                shape.width(),
                                shape.height()));
            }
            allGrey &= image.isGrey();
            return image;
        }

        /** One channel where all images are grey. */
        ImageSet channels(ImageSet set) {
            if (!allGrey) {
                return set;
            }
            Shape single = new Shape(1, set.shape().height(), set.shape().width());
            int plane = (int) single.size();
            byte[] pixels = new byte[set.count() * plane];
            for (int i = 0; i < set.count(); i++) {
                System.arraycopy(set.pixels(), 3 * i * plane, pixels, i * plane, plane);
            }
            return new ImageSet(single, pixels, set.labels());
        }
    }
}
