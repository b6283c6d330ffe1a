package io.github.l2nas.engine.table;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.table.BenchmarkTable;
import java.math.BigInteger;

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
        BenchmarkTable table = BenchmarkTable.read(input.file(), input.name(), context.space());
        tellOfGaps(table, input, context);
        return context.fidelities()
                .map(levels -> new TableEvaluator(table, context.metric(), levels))
                .orElseGet(() -> new TableEvaluator(table, context.metric()));
    }

    private static void tellOfGaps(BenchmarkTable table, InputFile input, EvaluatorContext context) {
        SearchSpace space = context.space();
        BigInteger all = space.capability(ChoiceSpace.class)
                .map(choices -> BigInteger.valueOf(choices.size()))
                .orElseGet(() -> space.actionShape().discreteActions());
        BigInteger missing = all.subtract(BigInteger.valueOf(table.size()));
        if (missing.signum() > 0) {
            context.notes()
                    .accept("Table " + input.name() + " lacks " + missing + " of the " + all
                            + " architectures of space " + space.name()
                            + ": they can't be scored and are never the answer");
        }
    }
}
