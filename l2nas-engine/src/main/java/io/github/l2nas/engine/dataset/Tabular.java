package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.DatasetFormat;
import io.github.l2nas.api.data.DatasetSettings;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Rows of numbers and categories in a csv file, one column of which is the class. A number is one channel; a category becomes
 * a channel for each that the training part has, of which one is 1 (one-hot), and none where it has not seen the category.
 */
public final class Tabular implements DatasetFormat<TabularSettings> {

    private static final Pattern NAME = Pattern.compile(".*\\.csv(?:\\.gz)?");
    private static final Pattern TRAIN = Pattern.compile("(?:.*/)?train\\.csv(?:\\.gz)?");
    private static final Pattern TEST = Pattern.compile("(?:.*/)?test\\.csv(?:\\.gz)?");
    private static final int MOST_CATEGORIES = 1000;

    @Override
    public String name() {
        return "tabular";
    }

    @Override
    public String files() {
        return "one .csv or .csv.gz file with a header, or train.csv and test.csv";
    }

    @Override
    public boolean recognizes(DataFiles files) {
        return !files.matching(NAME).isEmpty();
    }

    /** No: any csv file could be meant. */
    @Override
    public boolean detected() {
        return false;
    }

    @Override
    public TabularSettings defaults() {
        return TabularSettings.DEFAULT;
    }

    @Override
    public Dataset read(DataFiles files, DatasetSettings use, TabularSettings settings) {
        List<TabularFile> parts = parts(files).stream()
                .map(name -> new TabularFile(files, name, settings.header()))
                .toList();
        TabularColumns columns = TabularColumns.of(files, parts, settings);
        List<TabularRows> rows =
                parts.stream().map(part -> TabularRows.of(part, columns)).toList();
        requireFewCategories(files, columns);
        List<String> classes = columns.label().categories().stream()
                .sorted(TabularColumn.order())
                .toList();
        TabularRows train = rows.get(0);
        if (train.count() == 0) {
            throw files.wrong(parts.get(0).name(), "it has no rows. A table has a line for each");
        }
        int[] trainLabels = train.labels(classes);
        int[] used = used(trainLabels, use);
        if (rows.size() > 1) {
            List<BitSet> known = train.categories(used);
            int[] testLabels = rows.get(1).labels(classes);
            return new Dataset(
                    name(),
                    classes,
                    train.encode(used, trainLabels, known),
                    rows.get(1).encode(used(testLabels, use), testLabels, known));
        }
        return divided(train, trainLabels, used, classes, use.testPercent());
    }

    private Dataset divided(TabularRows rows, int[] labels, int[] used, List<String> classes, int testPercent) {
        int[] usedLabels = IntStream.of(used).map(row -> labels[row]).toArray();
        Split split = Split.byContent(usedLabels, i -> rows.content(used[i]), testPercent);
        int[] train = IntStream.of(split.train()).map(i -> used[i]).toArray();
        int[] test = IntStream.of(split.validation()).map(i -> used[i]).toArray();
        List<BitSet> known = rows.categories(train);
        return new Dataset(name(), classes, rows.encode(train, labels, known), rows.encode(test, labels, known));
    }

    private static int[] used(int[] labels, DatasetSettings use) {
        return IntStream.range(0, labels.length)
                .filter(row -> use.uses(labels[row]))
                .toArray();
    }

    /** The only file, or those for training and tests. */
    private static List<String> parts(DataFiles files) {
        List<String> names = files.matching(NAME).get(files.onlyFolder(NAME));
        List<String> train =
                names.stream().filter(name -> TRAIN.matcher(name).matches()).toList();
        List<String> test =
                names.stream().filter(name -> TEST.matcher(name).matches()).toList();
        if (names.size() == 1) {
            return names;
        }
        if (names.size() == 2 && train.size() == 1 && test.size() == 1) {
            return List.of(train.get(0), test.get(0));
        }
        throw files.wrong("it has several csv files: " + names + ". Give one of them, or train.csv and test.csv");
    }

    private static void requireFewCategories(DataFiles files, TabularColumns columns) {
        for (TabularColumn column : columns.all()) {
            int count = column.categories().size();
            if (count > MOST_CATEGORIES) {
                String reason = column.reason() == null ? "" : " (it is no column of numbers: " + column.reason() + ")";
                throw files.wrong("column '" + column.name() + "' has " + count + " categories, and " + MOST_CATEGORIES
                        + " is the most" + reason + ". Leave it out with the setting ignored, or correct it");
            }
        }
    }
}
