package io.github.l2nas.api.table;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.text.FiniteNumber;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A table of measured architectures, in memory. Immutable; every number in it is finite. */
public final class BenchmarkTable {

    /** Name of the column that holds architectures. */
    public static final String ARCHITECTURE = "architecture";

    private static final double FRACTION_LIMIT = 1;
    private static final double PERCENT_LIMIT = 100;

    private final String name;
    private final Map<String, double[]> columns;
    private final Map<String, Integer> rows;
    private final Map<String, Architecture> architectures;
    private final List<Long> lines;

    BenchmarkTable(
            String name, Map<String, double[]> columns, Map<String, Architecture> architectures, List<Long> lines) {
        this.name = name;
        this.columns = columns;
        this.architectures = architectures;
        this.lines = lines;
        rows = new LinkedHashMap<>();
        architectures.keySet().forEach(identity -> rows.put(identity, rows.size()));
    }

    /**
     * Reads a table: csv with a header, plain or compressed with gzip, UTF-8. One column, {@code architecture}, holds
     * architectures in any notation of the space, or, in a {@link io.github.l2nas.api.space.ChoiceSpace} without that column,
     * one for each choice holds its value; all others hold numbers. Rows of the same network are one where their numbers are
     * equal.
     *
     * @param file the file
     * @param name what messages call it
     * @param space the search space of its architectures
     * @return the table
     * @throws JobException where the file can't be read or a row is wrong; names the line
     */
    public static BenchmarkTable read(Path file, String name, SearchSpace space) {
        return new TableReader(name, space).read(file);
    }

    /**
     * Names of the numeric columns.
     *
     * @return in the order of the file
     */
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    public int size() {
        return rows.size();
    }

    /**
     * The architectures of the table.
     *
     * @return in the order of the file
     */
    public Collection<Architecture> architectures() {
        return Collections.unmodifiableCollection(architectures.values());
    }

    public boolean contains(Architecture architecture) {
        return rows.containsKey(architecture.identity());
    }

    /**
     * All values of a column.
     *
     * @param column one of {@link #columns()}
     * @return by row; not to be changed
     */
    public double[] values(String column) {
        return columns.get(column);
    }

    /**
     * The value of an architecture.
     *
     * @param values of a column, by row
     * @param architecture an architecture of the table's space
     * @return its value; NaN where the table lacks it
     */
    public double value(double[] values, Architecture architecture) {
        Integer row = rows.get(architecture.identity());
        return row == null ? Double.NaN : values[row];
    }

    /**
     * A numeric column by its architectures.
     *
     * @param column one of {@link #columns()}
     * @return its value for an architecture, NaN for one that the table doesn't contain
     */
    public ToDoubleFunction<Architecture> column(String column) {
        double[] values = values(column);
        return architecture -> value(values, architecture);
    }

    /** Accuracies of a table's architectures. */
    public final class Metric {

        private final double[] accuracies;

        private Metric(double[] accuracies) {
            this.accuracies = accuracies;
        }

        /**
         * The accuracy of an architecture.
         *
         * @param architecture one that the table contains
         * @return in [0, 1]; NaN for one that it doesn't contain
         */
        public double accuracy(Architecture architecture) {
            return value(accuracies, architecture);
        }

        /**
         * The best accuracy in the table.
         *
         * @return in [0, 1]
         */
        public double best() {
            return Arrays.stream(accuracies).max().orElseThrow();
        }
    }

    /**
     * A column as accuracies: percent, or fractions where no value exceeds 1. 94.373 becomes 0.94373 exactly.
     *
     * @param column its name
     * @return the accuracies
     * @throws JobException where there is no such column or a value is no accuracy
     */
    public Metric metric(String column) {
        if (column == null || !columns.containsKey(column)) {
            throw new JobException(
                    "objective.metric",
                    "table " + name + " has no column '" + column + "'; its columns are " + columns());
        }
        double[] values = columns.get(column);
        double largest = Arrays.stream(values).max().orElseThrow();
        for (int row = 0; row < values.length; row++) {
            if (values[row] < 0 || values[row] > PERCENT_LIMIT) {
                throw new JobException(
                        "objective.metric",
                        "column '" + column + "' of table " + name + " is no accuracy: line " + lines.get(row)
                                + " holds "
                                + Decimals.shortest(values[row]).toPlainString()
                                + ", and accuracies lie in 0 to 100 (percent) or 0 to 1. Choose another column of "
                                + columns());
            }
        }
        boolean fraction = largest <= FRACTION_LIMIT;
        return new Metric(
                fraction
                        ? values
                        : Arrays.stream(values).map(FiniteNumber::hundredth).toArray());
    }
}
