package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.Feature;
import io.github.l2nas.api.data.FeatureSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of a table in memory: numbers as they are, categories as their column's codes, NaN where a value is missing. */
final class TabularRows {

    private final List<TabularColumn> columns;
    private final TabularColumn label;
    private float[] values = {};
    private int[] labelCodes = {};
    private int count;

    TabularRows(TabularColumns columns) {
        this.columns = columns.all().stream()
                .filter(column -> column.role() == TabularColumn.Role.FEATURE)
                .toList();
        label = columns.label();
    }

    /** All rows of a file. */
    static TabularRows of(TabularFile file, TabularColumns columns) {
        TabularRows rows = new TabularRows(columns);
        file.rows(columns.all().size(), (fields, line) -> {
            rows.begin(file);
            int at = rows.count * rows.columns.size();
            for (int i = 0; i < fields.size(); i++) {
                TabularColumn column = columns.all().get(i);
                String field = fields.get(i);
                if (column.role() == TabularColumn.Role.LABEL) {
                    rows.labelCodes[rows.count] = column.code(field);
                } else if (column.role() == TabularColumn.Role.FEATURE) {
                    rows.values[at++] = TabularColumn.isMissing(field) ? Float.NaN : column.value(field);
                }
            }
            rows.count++;
        });
        return rows;
    }

    private void begin(TabularFile file) {
        if (count < labelCodes.length) {
            return;
        }
        long least = (count + 1L) * columns.size();
        if (least > Images.MOST_BYTES) {
            throw file.files()
                    .wrong(file.name(), "it has more than " + Images.MOST_BYTES + " values. Leave rows or columns out");
        }
        int capacity = (int) Math.min(Math.max(64, count * 2L), Images.MOST_BYTES / columns.size());
        values = Arrays.copyOf(values, capacity * columns.size());
        labelCodes = Arrays.copyOf(labelCodes, capacity);
    }

    /** The labels of all rows. */
    int[] labels(List<String> classes) {
        int[] byCode = label.categories().stream().mapToInt(classes::indexOf).toArray();
        return IntStream.range(0, count).map(row -> byCode[labelCodes[row]]).toArray();
    }

    /** What a row has, independent of other rows and of the order of categories. */
    ByteBuffer content(int row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            float value = values[row * columns.size() + i];
            boolean category = columns.get(i).isCategorical() && !Float.isNaN(value);
            text.append(category ? columns.get(i).categories().get((int) value) : Float.toString(value))
                    .append('\0');
        }
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Which categories each categorical column has in some rows; null for columns of numbers. */
    List<BitSet> categories(int[] rows) {
        List<BitSet> found = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            BitSet codes = columns.get(i).isCategorical() ? new BitSet() : null;
            if (codes != null) {
                for (int row : rows) {
                    float value = values[row * columns.size() + i];
                    if (!Float.isNaN(value)) {
                        codes.set((int) value);
                    }
                }
            }
            found.add(codes);
        }
        return found;
    }

    /**
     * Rows as a network takes them: a channel for a number, one for each of a column's known categories.
     *
     * @param rows which
     * @param labels of all rows
     * @param known as {@link #categories} found them in the training part; other categories are none of the known ones
     */
    FeatureSet encode(int[] rows, int[] labels, List<BitSet> known) {
        List<Feature> features = new ArrayList<>();
        List<int[]> channels = new ArrayList<>(); // by column and code, -1 for none; one of length 0 for numbers
        for (int i = 0; i < columns.size(); i++) {
            channels.add(channels(columns.get(i), known.get(i), features));
        }
        float[] encoded = new float[Math.multiplyExact(rows.length, features.size())];
        int[] chosen = new int[rows.length];
        for (int target = 0; target < rows.length; target++) {
            encode(rows[target], channels, encoded, target * features.size());
            chosen[target] = labels[rows[target]];
        }
        return new FeatureSet(features, encoded, chosen);
    }

    private static int[] channels(TabularColumn column, BitSet known, List<Feature> features) {
        if (known == null) {
            features.add(Feature.number(column.name()));
            return new int[0];
        }
        int[] channels = new int[column.categories().size()];
        Arrays.fill(channels, -1);
        known.stream()
                .boxed()
                .sorted(Comparator.comparing(code -> column.categories().get(code), TabularColumn.order()))
                .forEach(code -> {
                    channels[code] = features.size();
                    features.add(new Feature(column.name(), column.categories().get(code)));
                });
        return channels;
    }

    private void encode(int row, List<int[]> channels, float[] encoded, int to) {
        int number = 0; // the channel after those of the columns before
        for (int i = 0; i < columns.size(); i++) {
            float value = values[row * columns.size() + i];
            int[] codes = channels.get(i);
            if (!columns.get(i).isCategorical()) {
                encoded[to + number++] = value;
                continue;
            }
            if (!Float.isNaN(value) && (int) value < codes.length && codes[(int) value] >= 0) {
                encoded[to + codes[(int) value]] = 1;
            }
            number += (int) Arrays.stream(codes).filter(channel -> channel >= 0).count();
        }
    }

    int count() {
        return count;
    }
}
