package io.github.l2nas.engine.table;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.EvaluatorFactory;
import io.github.l2nas.api.extension.NoSettings;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.table.BenchmarkTable;
import java.util.Locale;

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
        context.space().capability(ChoiceSpace.class).ifPresent(space -> tellOfGaps(table, space, input, context));
        return new TableEvaluator(table, context.metric());
    }

    private static void tellOfGaps(BenchmarkTable table, ChoiceSpace space, InputFile input, EvaluatorContext context) {
        if (table.size() < space.size()) {
            context.notes()
                    .accept(String.format(
                            Locale.ROOT,
                            "Table %s lacks %d of the %d architectures of space %s: they are infeasible",
                            input.name(),
                            space.size() - table.size(),
                            space.size(),
                            space.name()));
        }
    }
}
