package io.github.l2nas.engine.table;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.FunctionEvaluator;
import io.github.l2nas.api.evaluator.Score;
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

    private final BenchmarkTable table;
    private final BenchmarkTable.Metric metric;

    /**
     * @param table the table
     * @param metric the column that is maximised
     * @throws JobException where the table has no such column, or it holds no accuracies
     */
    public TableEvaluator(BenchmarkTable table, String metric) {
        this.table = table;
        this.metric = table.metric(metric);
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
        return new Score(metric.accuracy(architecture), metrics);
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
