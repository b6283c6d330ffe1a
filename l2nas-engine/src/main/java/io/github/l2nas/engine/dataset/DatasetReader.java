package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads data sets in any format on the class path, and checks everything before any of it is used: that every class has
 * training samples, and whatever the format checks.
 */
public final class DatasetReader {

    /** The field of a job that names a data set. */
    static final String PARAMETER = "dataset";

    private static final String FORMAT = "format";
    private static final String AUTO = "auto";
    static final int TEST_PERCENT = 20;

    private DatasetReader() {}

    /**
     * Reads a data set into memory.
     *
     * @param input the files, their format and what of them to use
     * @return at least two classes, each with training samples; test samples where the source has some or a share was split off
     * @throws JobException with parameter {@code dataset} where files are missing, damaged or contradict each other or the
     *     settings; the message names the file, the place in it, and what to do
     */
    public static Dataset read(DatasetInput input) {
        DatasetSettings use = new DatasetSettings(
                input.classes(), input.imageSize(), input.testPercent() == null ? TEST_PERCENT : input.testPercent());
        List<DatasetFormat<?>> candidates = candidates(input.format());
        try (DataFiles files = DataFiles.open(input.files())) {
            DatasetFormat<?> format = format(files, candidates, isAuto(input.format()) ? AUTO : input.format());
            Dataset dataset = read(format, files, use, input);
            requireNeeded(files, dataset, input.testPercent());
            return prepared(files, dataset, use);
        } catch (OutOfMemoryError e) {
            throw new JobException(
                    PARAMETER,
                    "data set " + input.files().name()
                            + ": it does not fit into the engine's memory. Use fewer classes, or give"
                            + " the engine's JVM more with -Xmx");
        }
    }

    private static <S extends Record> Dataset read(
            DatasetFormat<S> format, DataFiles files, DatasetSettings use, DatasetInput input) {
        S settings =
                Settings.override("dataset.settings", "format " + format.name(), format.defaults(), input.settings());
        return format.read(files, use, settings);
    }

    private static void requireNeeded(DataFiles files, Dataset dataset, Integer testPercent) {
        if (testPercent != null && testPercent > 0 && dataset.test().count() > 0) {
            throw files.wrongSetting(
                    "testPercent",
                    "it has a test part of " + dataset.test().count()
                            + " samples, so none is split off. Leave testPercent" + " out, or remove the test part");
        }
    }

    private static boolean isAuto(String wanted) {
        return wanted == null || wanted.equals(AUTO);
    }

    private static List<DatasetFormat<?>> candidates(String wanted) {
        Extensions<DatasetFormat<?>> known = Extensions.of(DatasetFormat.class, "dataset.format", FORMAT);
        return isAuto(wanted) ? known.all() : List.of(known.declared(wanted));
    }

    private static DatasetFormat<?> format(DataFiles files, List<DatasetFormat<?>> candidates, String wanted) {
        List<DatasetFormat<?>> found = candidates.stream()
                .filter(format -> !wanted.equals(AUTO) || format.detected())
                .filter(format -> format.recognizes(files))
                .toList();
        if (found.size() > 1) {
            throw files.wrongSetting(
                    FORMAT,
                    "its files are those of several formats: "
                            + found.stream().map(DatasetFormat::name).toList() + ". Set format to one of them");
        }
        if (found.isEmpty()) {
            throw files.wrong("there are no files of format " + wanted
                    + " in it, which has "
                    + candidates.stream()
                            .map(format -> format.files() + " (" + format.name() + ")")
                            .collect(Collectors.joining(", or "))
                    + ". It has " + files.summary() + ". Give the directory or zip with the unpacked files");
        }
        return found.get(0);
    }

    private static Dataset prepared(DataFiles files, Dataset dataset, DatasetSettings use) {
        int classes = dataset.classes().size();
        if (use.classes() != null && use.classes() > classes) {
            throw files.wrongSetting(
                    "classes",
                    "it has " + classes + " classes, and " + use.classes() + " are asked for. Set classes to at most "
                            + classes + ", or leave it out");
        }
        int used = use.classes() == null ? classes : use.classes();
        if (used < 2) {
            throw files.wrong("all its samples are of one class, so there is nothing to tell apart");
        }
        SampleSet train = used(files, dataset, dataset.train(), use);
        SampleSet test = used(files, dataset, dataset.test(), use);
        if (dataset.test().count() == 0) {
            Split split = Split.byContent(train, use.testPercent());
            test = train.select(split.validation());
            train = train.select(split.train());
        }
        requireEveryClass(files, train, used);
        return new Dataset(
                dataset.format(),
                dataset.classes().subList(0, used),
                sized(files, train, use.imageSize()),
                sized(files, test, use.imageSize()));
    }

    /** The samples of the classes in use, those of other classes left out where the format did not. */
    private static SampleSet used(DataFiles files, Dataset dataset, SampleSet set, DatasetSettings use) {
        int classes = dataset.classes().size();
        int[] labels = set.labels();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw files.wrong("sample " + i + " has label " + labels[i] + ", expected 0 to " + (classes - 1)
                        + ". It is damaged, or format " + dataset.format() + " reads it wrongly");
            }
        }
        int[] kept = IntStream.range(0, labels.length)
                .filter(i -> use.uses(labels[i]))
                .toArray();
        return kept.length == labels.length ? set : set.select(kept);
    }

    private static SampleSet sized(DataFiles files, SampleSet set, Integer imageSize) {
        if (imageSize == null) {
            return set;
        }
        if (set instanceof ImageSet images) {
            return new Padding(files, imageSize).pad(images);
        }
        throw files.wrongSetting("imageSize", "it has rows and no images. Leave imageSize out");
    }

    private static void requireEveryClass(DataFiles files, SampleSet train, int classes) {
        int[] counts = new int[classes];
        for (int label : train.labels()) {
            counts[label]++;
        }
        for (int label = 0; label < classes; label++) {
            if (counts[label] == 0) {
                throw files.wrong("class " + label + " of 0 to " + (classes - 1)
                        + " has no training samples. Labels count from 0; correct them, add samples, or use fewer"
                        + " classes");
            }
        }
    }
}
