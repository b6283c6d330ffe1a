package io.github.l2nas.engine.table;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.text.Decimals;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition on a column of a table, for example {@code edgegpu_latency_ms <= 5}. */
public final class ColumnConstraint {

    private static final Pattern FORM = Pattern.compile("\\s*(\\S+?)\\s*(<=|>=|<|>)\\s*([^\\s=<>]\\S*)\\s*");

    private final BenchmarkTable table;
    private final String column;
    private final double[] values;
    private final String operator;
    private final double limit;

    private ColumnConstraint(BenchmarkTable table, String column, String operator, double limit) {
        this.table = table;
        this.column = column;
        this.operator = operator;
        this.limit = limit;
        values = table.values(column);
    }

    /**
     * Reads a constraint.
     *
     * @param text column, one of {@code <=}, {@code <}, {@code >=}, {@code >}, a number
     * @param table has the column
     * @return the constraint
     * @throws JobException for a malformed text or an unknown column
     */
    public static ColumnConstraint parse(String text, BenchmarkTable table) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new JobException(
                    "constraints.columns",
                    "'" + text + "' is no constraint; write a column of the table, one of <=, <, >=, >, and a number,"
                            + " for example 'edgegpu_latency_ms <= 5'");
        }
        String column = matcher.group(1);
        if (!table.columns().contains(column)) {
            throw new JobException(
                    "constraints.columns",
                    "'" + text + "': the table has no column '" + column + "'; its columns are " + table.columns());
        }
        return new ColumnConstraint(table, column, matcher.group(2), limit(text, matcher.group(3)));
    }

    private static double limit(String text, String number) {
        double limit;
        try {
            limit = Double.parseDouble(number);
        } catch (NumberFormatException e) {
            limit = Double.NaN;
        }
        if (Double.isNaN(limit)) {
            throw new JobException("constraints.columns", "'" + text + "': '" + number + "' is not a number");
        }
        return limit;
    }

    /**
     * Whether the constraint holds.
     *
     * @param architecture an architecture
     * @return false also for one that has no row
     */
    public boolean test(Architecture architecture) {
        double value = table.value(values, architecture);
        return switch (operator) {
            case "<=" -> value <= limit;
            case "<" -> value < limit;
            case ">=" -> value >= limit;
            default -> value > limit;
        };
    }

    /**
     * What to say where no architecture satisfies the constraint.
     *
     * @return the value in the table that comes closest
     */
    public String closest() {
        boolean upper = operator.startsWith("<");
        double value = upper
                ? Arrays.stream(values).min().orElseThrow()
                : Arrays.stream(values).max().orElseThrow();
        return "the " + (upper ? "smallest " : "largest ") + column + " in the table is "
                + Decimals.shortest(value).toPlainString();
    }
}
