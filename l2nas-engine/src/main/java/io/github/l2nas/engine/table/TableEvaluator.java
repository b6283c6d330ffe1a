package io.github.l2nas.engine.table;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.FunctionEvaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.table.BenchmarkTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Looks accuracies up in a benchmark table. An architecture that the table lacks is infeasible. */
public final class TableEvaluator implements FunctionEvaluator {

    private static final String FIELD = "fidelities";

    private final BenchmarkTable table;
    private final BenchmarkTable.Metric metric;
    private final Optional<Fidelities> fidelities;
    private final List<BenchmarkTable.Metric> levels;

    /**
     * @param table the table
     * @param metric the column that is maximised
     * @throws JobException where the table has no such column, or it holds no accuracies
     */
    public TableEvaluator(BenchmarkTable table, String metric) {
        this.table = table;
        this.metric = table.metric(metric);
        fidelities = Optional.empty();
        levels = List.of(this.metric);
    }

    /**
     * With a column for each fidelity.
     *
     * @param table the table
     * @param metric the column that is maximised, that of the highest fidelity
     * @param fidelities with their columns; the highest needs to name none
     * @throws JobException where the table has no such column, or it holds no accuracies
     */
    public TableEvaluator(BenchmarkTable table, String metric, Fidelities fidelities) {
        this.table = table;
        this.metric = table.metric(metric);
        this.fidelities = Optional.of(fidelities);
        levels = fidelities.levels().stream()
                .map(level -> level(level, level.amount() == fidelities.full(), metric))
                .toList();
    }

    private BenchmarkTable.Metric level(Fidelity level, boolean highest, String maximised) {
        if (highest) {
            if (level.column() != null && !level.column().equals(maximised)) {
                throw new JobException(
                        FIELD,
                        "the highest fidelity is column '" + level.column() + "', and '" + maximised
                                + "' is maximised; let both be the same");
            }
            return metric;
        }
        if (level.column() == null) {
            throw new JobException(
                    FIELD,
                    "with a table each needs a column, for example '12 epochs cifar10_valid_12ep'; the columns are "
                            + table.columns());
        }
        try {
            return table.metric(level.column());
        } catch (JobException e) {
            throw new JobException(FIELD, e.getMessage());
        }
    }

    /** Those that were declared. */
    @Override
    public Optional<FidelityRange> fidelities() {
        return fidelities.map(declared -> new FidelityRange(declared.unit(), 0, declared.full(), false));
    }

    /**
     * The table.
     *
     * @return as read
     */
    public BenchmarkTable table() {
        return table;
    }

    @Override
    public boolean canScore(Architecture architecture) {
        return table.contains(architecture);
    }

    @Override
    public Score evaluate(Candidate candidate) {
        Architecture architecture = candidate.architecture();
        Map<String, Double> metrics = new TreeMap<>();
        table.columns().forEach(column -> metrics.put(column, table.value(table.values(column), architecture)));
        int level =
                fidelities.map(declared -> declared.level(candidate.fidelity())).orElse(0);
        return new Score(levels.get(level).accuracy(architecture), metrics);
    }

    /** All columns. */
    @Override
    public Optional<List<String>> metrics() {
        return Optional.of(table.columns());
    }

    /** Any column. */
    @Override
    public Optional<ToDoubleFunction<Architecture>> known(String column) {
        return table.columns().contains(column) ? Optional.of(table.column(column)) : Optional.empty();
    }

    /** The best accuracy in the table. */
    @Override
    public OptionalDouble referenceAccuracy() {
        return OptionalDouble.of(metric.best());
    }
}
