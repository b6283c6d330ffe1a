package io.github.l2nas.engine.table;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;

/** Makes {@link TableEvaluator}: evaluator {@code table}, with the table as its input and a column as metric. */
public final class TableFactory implements EvaluatorFactory<NoSettings> {

    @Override
    public String name() {
        return "table";
    }

    @Override
    public NoSettings defaults() {
        return NoSettings.NONE;
    }

    /** None: a table has many columns. */
    @Override
    public String usualMetric() {
        return "";
    }

    @Override
    public Evaluator create(EvaluatorContext context, NoSettings settings) {
        InputFile input = context.required("table", "give a csv file or its Maven coordinates");
        if (context.metric().isEmpty()) {
            throw new JobException("objective.metric", "a search on a table needs the metric to maximise");
        }
        return new TableEvaluator(BenchmarkTable.read(input.file(), input.name(), context.space()), context.metric());
    }
}
