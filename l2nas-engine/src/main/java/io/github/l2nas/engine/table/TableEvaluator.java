package io.github.l2nas.engine.table;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.FunctionEvaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.table.BenchmarkTable;
import java.util.OptionalDouble;

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
        return Score.of(metric.accuracy(candidate.architecture()));
    }

    /** The best accuracy in the table. */
    @Override
    public OptionalDouble referenceAccuracy() {
        return OptionalDouble.of(metric.best());
    }
}
