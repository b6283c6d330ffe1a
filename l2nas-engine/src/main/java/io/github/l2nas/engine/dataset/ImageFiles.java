package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.random.RandomStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Photographs of any size in one folder a class, as ImageNet's come, which are read when they are needed. Where there are
 * folders {@code train} and {@code val} (or {@code test}), the photographs of the latter validate; otherwise all do. Labels
 * follow the sorted names of the folders, or, where the folders are not those of all classes, the lines of a file {@code
 * classes.txt}.
 */
public final class ImageFiles implements AutoCloseable {

    private static final Pattern CLASS_LIST = Pattern.compile("classes\\.txt");

    private final DataFiles files;
    private final List<String> classes;
    private final List<ImageFile> training;
    private final List<ImageFile> validation;

    private ImageFiles(DataFiles files, int classCount) {
        this.files = files;
        ClassFolders folders = ClassFolders.of(files);
        boolean divided = folders.tests() != null;
        List<String> trainingFolders = divided ? folders.classes(folders.training()) : List.of();
        String root = divided ? folders.tests() : folders.training();
        List<String> validationFolders = folders.classes(root);
        Map<String, Integer> labels = labels(trainingFolders, validationFolders, classCount);
        classes = List.copyOf(labels.keySet());
        training = photos(folders, folders.training(), trainingFolders, labels);
        validation = photos(folders, root, validationFolders, labels);
        if (validation.isEmpty()) {
            throw files.wrong(
                    "there are no photographs in it, which has a folder for each class with png, jpeg, gif, bmp"
                            + " or tiff files. It has " + files.summary());
        }
    }

    /**
     * Lists the photographs of a data set, after a check that it is still the declared one.
     *
     * @param input a directory or a zip of one
     * @param classCount number of classes that the network tells apart
     * @return to be closed
     * @throws io.github.l2nas.api.job.JobException with parameter {@code dataset} where there are none, or the folders
     *     are not those of the network's classes
     */
    public static ImageFiles open(InputFile input, int classCount) {
        ContentDigest.requireUnchanged(input, DatasetReader.PARAMETER);
        DataFiles files = DataFiles.open(input);
        try {
            return new ImageFiles(files, classCount);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private Map<String, Integer> labels(Collection<String> training, Collection<String> validation, int classCount) {
        TreeSet<String> folders = new TreeSet<>(training);
        folders.addAll(validation);
        List<String> lists = files.matching(CLASS_LIST).values().stream()
                .flatMap(List::stream)
                .toList();
        if (lists.size() > 1) {
            throw files.wrong("it has several lists of classes, " + lists + ". Leave one");
        }
        if (lists.isEmpty()) {
            if (folders.size() != classCount) {
                throw files.wrong("it has folders of " + folders.size() + " classes, the network tells " + classCount
                        + " apart. Add folders for all, or a file classes.txt with the names of all classes' folders in"
                        + " the order of the network's outputs, one a line");
            }
            return numbered(folders);
        }
        Map<String, Integer> labels = numbered(files.read(lists.get(0), in -> {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines(reader);
        }));
        if (labels.size() != classCount) {
            throw files.wrong(
                    lists.get(0),
                    "it names " + labels.size() + " classes, the network tells " + classCount
                            + " apart. Name each once, one a line");
        }
        folders.removeAll(labels.keySet());
        if (!folders.isEmpty()) {
            throw files.wrong(
                    lists.get(0), "it does not name folder " + folders.first() + ". Add it, or remove the folder");
        }
        return labels;
    }

    private static List<String> lines(BufferedReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
                lines.add(line.strip());
            }
        }
        return lines;
    }

    private static Map<String, Integer> numbered(Collection<String> names) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (String name : names) {
            labels.putIfAbsent(name, labels.size());
        }
        return labels;
    }

    private static List<ImageFile> photos(
            ClassFolders folders, String root, List<String> classFolders, Map<String, Integer> labels) {
        List<ImageFile> photos = new ArrayList<>();
        for (String folder : classFolders) {
            for (String name : folders.images(root, folder)) {
                photos.add(new ImageFile(name, labels.get(folder)));
            }
        }
        return List.copyOf(photos);
    }

    /**
     * Names of the classes.
     *
     * @return by label
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * Photographs to calibrate with.
     *
     * @return sorted by class and name; none where the data set has no training part
     */
    public List<ImageFile> training() {
        return training;
    }

    /**
     * Photographs to validate with.
     *
     * @return sorted by class and name, at least one
     */
    public List<ImageFile> validation() {
        return validation;
    }

    /**
     * Some photographs, always the same ones.
     *
     * @param photos of this folder
     * @param count how many at most; null for all
     * @param purpose another purpose gets others
     * @return in their order
     */
    public static List<ImageFile> sample(List<ImageFile> photos, Integer count, String purpose) {
        if (count == null || count >= photos.size()) {
            return photos;
        }
        int[] indices = IntStream.range(0, photos.size()).toArray();
        new RandomStream(0, "photos." + purpose).shuffle(indices);
        return Arrays.stream(indices)
                .limit(count)
                .sorted()
                .mapToObj(photos::get)
                .toList();
    }

    /** Decodes a photograph; may be called by several threads. */
    DecodedImage read(ImageFile photo) {
        return DecodedImage.read(files, photo.name());
    }

    @Override
    public void close() {
        files.close();
    }
}
