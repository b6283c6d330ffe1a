package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import java.util.List;

/**
 * Reads data sets from directories, zip files and csv files, and checks everything before any of it is used: sizes, magic
 * numbers, label ranges, that every class has training images.
 */
public final class DatasetReader {

    /** The field of a job that names a data set. */
    static final String PARAMETER = "dataset";

    private static final List<DatasetFormat> READERS = List.of(
            Cifar.CIFAR_10,
            Cifar.CIFAR_100,
            new IdxFiles(),
            new DownsampledImageNet(),
            new CsvDigits(),
            new ImageFolder());

    /** The formats by name. */
    public static final List<String> FORMATS =
            List.of("cifar-10", "cifar-100", "idx", "downsampled-imagenet", "csv", "image-folder");

    private DatasetReader() {}

    /**
     * Reads a data set into memory.
     *
     * @param input a directory, a zip of one, or a csv or csv.gz file
     * @param settings what of it to use
     * @return at least two classes, each with training images
     * @throws JobException with parameter {@code dataset} where files are missing, damaged or contradict each other or the
     *     settings; the message names the file, the place in it, and what to do
     */
    public static Dataset read(InputFile input, DatasetSettings settings) {
        try (DataFiles files = DataFiles.open(input)) {
            return prepared(files, format(files, settings).read(files, settings), settings);
        } catch (OutOfMemoryError e) {
            throw new JobException(
                    PARAMETER,
                    "data set " + input.name()
                            + ": it does not fit into the engine's memory. Use fewer classes, or give"
                            + " the engine's JVM more with -Xmx");
        }
    }

    private static DatasetFormat format(DataFiles files, DatasetSettings settings) {
        String wanted = settings.format() == null ? DatasetSettings.AUTO : settings.format();
        List<DatasetFormat> found = READERS.stream()
                .filter(format -> wanted.equals(DatasetSettings.AUTO) || wanted.equals(format.name()))
                .filter(format -> format.recognizes(files))
                .toList();
        if (found.size() > 1) {
            throw files.wrongSetting(
                    "format",
                    "its files are those of several formats: "
                            + found.stream().map(DatasetFormat::name).toList() + ". Set format to one of them");
        }
        if (found.isEmpty()) {
            throw files.wrong("there are no files of format " + wanted + " in it, which has "
                    + READERS.stream()
                            .filter(format -> wanted.equals(DatasetSettings.AUTO) || wanted.equals(format.name()))
                            .map(format -> format.files() + " (" + format.name() + ")")
                            .reduce((left, right) -> left + ", or " + right)
                            .orElseThrow()
                    + ". It has " + files.summary() + ". Give the directory or zip with the unpacked files");
        }
        return found.get(0);
    }

    private static Dataset prepared(DataFiles files, Dataset dataset, DatasetSettings settings) {
        int classes = dataset.classes().size();
        if (settings.classes() != null && settings.classes() > classes) {
            throw files.wrongSetting(
                    "classes",
                    "it has " + classes + " classes, and " + settings.classes()
                            + " are asked for. Set classes to at most " + classes + ", or leave it out");
        }
        int used = settings.classes() == null ? classes : settings.classes();
        if (used < 2) {
            throw files.wrong("all its images are of one class, so there is nothing to tell apart");
        }
        requireEveryClass(files, dataset.train(), used);
        Padding padding = new Padding(files, settings.imageSize());
        return new Dataset(
                dataset.format(),
                dataset.classes().subList(0, used),
                padding.pad(dataset.train()),
                padding.pad(dataset.test()));
    }

    private static void requireEveryClass(DataFiles files, ImageSet train, int classes) {
        int[] counts = new int[classes];
        for (int label : train.labels()) {
            counts[label]++;
        }
        for (int label = 0; label < classes; label++) {
            if (counts[label] == 0) {
                throw files.wrong("class " + label + " of 0 to " + (classes - 1)
                        + " has no training images. Labels count from 0; correct them, add the images, or use fewer"
                        + " classes");
            }
        }
    }
}
