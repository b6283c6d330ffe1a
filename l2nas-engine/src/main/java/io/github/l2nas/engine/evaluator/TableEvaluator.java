package io.github.l2nas.engine.evaluator;

import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.table.BenchmarkTable;
import io.github.l2nas.spaces.Architecture;

/** Looks accuracies up in a benchmark table. */
public final class TableEvaluator implements Evaluator {

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

    @Override
    public double accuracy(Architecture architecture) {
        if (!table.contains(architecture)) {
            throw new JobException(
                    "table",
                    "there is no row for architecture '" + architecture.notation()
                            + "'. A search needs a table of every architecture of its space; this one has "
                            + table.size());
        }
        return metric.accuracy(architecture);
    }

    /** The best accuracy in the table. */
    @Override
    public double environmentAccuracy() {
        return metric.best();
    }
}
