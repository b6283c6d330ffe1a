package io.github.l2nas.engine.dataset;

import io.github.l2nas.spaces.graph.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Image files in one folder a class, classes in the order of their folders' names; in the folders {@code train} and {@code
 * test} or {@code val}, or without them. Images are decoded with ImageIO; where all are grey they have one channel, else
 * three.
 */
final class ImageFolder implements DatasetFormat {

    private static final Pattern IMAGE = Pattern.compile(".*\\.(?i:png|jpe?g|gif|bmp|tiff?)");
    private static final String TRAIN = "train";
    private static final List<String> TESTS = List.of("test", "val", "valid", "validation");

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
        return files.names().stream().anyMatch(ImageFolder::isImage);
    }

    private static boolean isImage(String name) {
        return IMAGE.matcher(name).matches();
    }

    @Override
    public Dataset read(DataFiles files, DatasetSettings settings) {
        String top = top(files);
        SortedSet<String> folders = folders(files, top);
        Set<String> parts = new TreeSet<>(folders);
        parts.removeIf(folder -> !hasImages(files, top + folder + "/"));
        String tests = TESTS.stream().filter(parts::contains).findFirst().orElse(null);
        boolean divided = parts.remove(TRAIN);
        TESTS.forEach(parts::remove);
        if (!divided || !parts.isEmpty()) {
            return undivided(files, top, settings);
        }
        String train = top + TRAIN + "/";
        if (tests == null) {
            return undivided(files, train, settings);
        }
        List<String> classes = classes(files, train);
        for (String folder : classes(files, top + tests + "/")) {
            if (!classes.contains(folder)) {
                throw files.wrong("its folder " + top + tests + "/" + folder + " is of a class that " + train
                        + " has no folder for. Add one, or name it as in " + train);
            }
        }
        Decoded decoded = new Decoded(files, settings);
        ImageSet trainImages = decoded.all(train, classes);
        ImageSet testImages = decoded.all(top + tests + "/", classes);
        return new Dataset(name(), classes, decoded.channels(trainImages), decoded.channels(testImages));
    }

    private Dataset undivided(DataFiles files, String root, DatasetSettings settings) {
        List<String> classes = classes(files, root);
        Decoded decoded = new Decoded(files, settings);
        ImageSet all = decoded.channels(decoded.all(root, classes));
        Split split = Split.byContent(all, settings.testPercent());
        return new Dataset(name(), classes, all.select(split.train()), all.select(split.validation()));
    }

    /** The folder below which everything lies. */
    private static String top(DataFiles files) {
        String top = "";
        while (true) {
            SortedSet<String> folders = folders(files, top);
            if (folders.size() != 1 || hasLooseImages(files, top)) {
                return top;
            }
            String only = top + folders.first() + "/";
            if (hasLooseImages(files, only)) {
                return top;
            }
            top = only;
        }
    }

    private static SortedSet<String> folders(DataFiles files, String parent) {
        SortedSet<String> folders = new TreeSet<>();
        for (String folder : files.folders()) {
            if (folder.startsWith(parent) && folder.indexOf('/', parent.length()) < 0) {
                folders.add(folder.substring(parent.length()));
            }
        }
        return folders;
    }

    private static boolean hasImages(DataFiles files, String folder) {
        return below(files, folder).stream().anyMatch(ImageFolder::isImage);
    }

    private static boolean hasLooseImages(DataFiles files, String folder) {
        return below(files, folder).stream().anyMatch(name -> name.indexOf('/', folder.length()) < 0 && isImage(name));
    }

    private static SortedSet<String> below(DataFiles files, String folder) {
        return files.names().subSet(folder, folder + Character.MAX_VALUE);
    }

    private static List<String> classes(DataFiles files, String root) {
        String where = root.isEmpty() ? "" : root + ": ";
        if (hasLooseImages(files, root)) {
            throw files.wrong(where + "it has images in no class's folder. Move them into a folder for each class");
        }
        List<String> classes = List.copyOf(folders(files, root));
        for (String folder : classes) {
            if (!hasImages(files, root + folder + "/")) {
                throw files.wrong(
                        where + "folder " + folder + " has no images (png, jpeg, gif, bmp, tiff). Every folder"
                                + " is a class; add images or remove it");
            }
        }
        return classes;
    }

    /** Decodes images, all of one size. */
    private static final class Decoded {

        private final DataFiles files;
        private final DatasetSettings settings;
        private Shape shape;
        private String first;
        private boolean allGrey = true;

        private Decoded(DataFiles files, DatasetSettings settings) {
            this.files = files;
            this.settings = settings;
        }

        ImageSet all(String root, List<String> classes) {
            Images images = null;
            for (int label = 0; label < classes.size() && settings.uses(label); label++) {
                for (String name : below(files, root + classes.get(label) + "/")) {
                    if (isImage(name)) {
                        DecodedImage image = decode(name);
                        images = images == null ? new Images(files, shape, settings) : images;
                        images.add(label, image.pixels(), 0);
                    }
                }
            }
            return images == null ? new ImageSet(shape, new byte[0], new int[0]) : images.toSet();
        }

        private DecodedImage decode(String name) {
            DecodedImage image = files.read(name, in -> {
                try {
                    DecodedImage whole = DecodedImage.read(in);
                    return settings.imageSize() == null ? whole : whole.squared(settings.imageSize());
                } catch (IOException e) {
                    throw files.wrong(
                            name,
                            "it can't be decoded: " + e.getMessage().strip()
                                    + ". Save it again as png or RGB jpeg, or remove it");
                }
            });
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
