package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where a data set has its image files: in a folder for each class, all of these in one folder for training and one for
 * tests, or not.
 *
 * @param files of the data set
 * @param training folder of the classes' folders, that of training images where there is one for tests; ends in a slash
 *     or is empty
 * @param tests the same for tests, or null where there is none
 */
record ClassFolders(DataFiles files, String training, String tests) {

    private static final Pattern IMAGE = Pattern.compile(".*\\.(?i:png|jpe?g|gif|bmp|tiff?)");
    private static final Pattern OTHER_IMAGE =
            Pattern.compile(".*\\.(?i:webp|avif|hei[cf]|jp2|jxl|svg|tga|p[bgnp]m|ico|psd)");
    private static final String TRAIN = "train";
    private static final List<String> TESTS = List.of("test", "val", "valid", "validation");

    static boolean isImage(String name) {
        return IMAGE.matcher(name).matches();
    }

    /**
     * Finds them.
     *
     * @throws io.github.l2nas.api.job.JobException where images would be left out or taken for another class
     */
    static ClassFolders of(DataFiles files) {
        requireReadable(files);
        String top = top(files);
        Set<String> parts = folders(files, top);
        parts.removeIf(folder -> images(files, top + folder + "/").isEmpty());
        String tests = TESTS.stream().filter(parts::contains).findFirst().orElse(null);
        boolean divided = parts.remove(TRAIN);
        TESTS.forEach(parts::remove);
        boolean ofClasses = divided && tests != null && !hasLooseImages(files, top + TRAIN + "/");
        if (ofClasses && !parts.isEmpty()) {
            throw files.wrong("beside its folders " + TRAIN + " and " + tests + " it has others with images, " + parts
                    + ". Move them into a class's folder below these, or away");
        }
        if (!divided || !parts.isEmpty()) {
            return new ClassFolders(files, top, null);
        }
        if (hasLooseImages(files, top)) {
            throw files.wrong("it has images beside its folder " + TRAIN + ", " + summary(loose(files, top))
                    + ". Move them into a folder for each class below it, or away");
        }
        return new ClassFolders(files, top + TRAIN + "/", tests == null ? null : top + tests + "/");
    }

    /** Leaving out what only others can decode would make another data set of it. */
    private static void requireReadable(DataFiles files) {
        List<String> unreadable = files.names().stream()
                .filter(name -> OTHER_IMAGE.matcher(name).matches())
                .toList();
        if (!unreadable.isEmpty()) {
            throw files.wrong("it has images that can't be read, " + summary(unreadable)
                    + ". Convert them to png, or remove them");
        }
    }

    private static String summary(List<String> names) {
        return names.size() + " in all, the first " + names.get(0);
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

    private static boolean hasLooseImages(DataFiles files, String folder) {
        return !loose(files, folder).isEmpty();
    }

    private static List<String> loose(DataFiles files, String folder) {
        return images(files, folder).stream()
                .filter(name -> name.indexOf('/', folder.length()) < 0)
                .toList();
    }

    /** All image files below a folder, sorted by name. */
    private static List<String> images(DataFiles files, String folder) {
        return files.names().subSet(folder, folder + Character.MAX_VALUE).stream()
                .filter(ClassFolders::isImage)
                .toList();
    }

    /**
     * The classes.
     *
     * @param root {@link #training()} or {@link #tests()}
     * @return names of the folders, sorted
     */
    List<String> classes(String root) {
        String where = root.isEmpty() ? "" : root + ": ";
        if (hasLooseImages(files, root)) {
            throw files.wrong(where + "it has images in no class's folder, " + summary(loose(files, root))
                    + ". Move them into a folder for each class");
        }
        List<String> classes = List.copyOf(folders(files, root));
        for (String folder : classes) {
            if (images(root, folder).isEmpty()) {
                throw files.wrong(
                        where + "folder " + folder + " has no images (png, jpeg, gif, bmp, tiff). Every folder"
                                + " is a class; add images or remove it");
            }
        }
        return classes;
    }

    /** A class's image files below a root, sorted by name. */
    List<String> images(String root, String classFolder) {
        return images(files, root + classFolder + "/");
    }
}
