package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.settings.Settings;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A job's executor. */
final class ExecutorChoice {

    private ExecutorChoice() {}

    /**
     * Makes the executor that a job declares.
     *
     * @param job names it and its settings
     * @param choice the job's evaluator
     * @param movable whether the evaluator can be made again elsewhere
     * @param begins is told where trials begin
     * @param notes takes sentences that the user should read
     * @return the executor; to be closed before the evaluator
     * @throws JobException for an unknown name or a setting out of range
     */
    static TrialExecutor of(
            SearchJob job,
            EvaluatorChoice choice,
            boolean movable,
            BiConsumer<Candidate, String> begins,
            Consumer<String> notes) {
        ExecutorContext context = new ExecutorContext(
                job,
                candidate -> TrialRun.of(choice.evaluator(), candidate),
                movable,
                !choice.evaluator().reusable(),
                choice.evaluator().concurrent(),
                begins,
                notes);
        return create(factory(job.executor()), context);
    }

    /**
     * Checks an executor's name and settings.
     *
     * @param part names it
     * @throws JobException for an unknown name or a setting out of range
     */
    static void require(Part part) {
        settings(factory(part), part);
    }

    private static TrialExecutorFactory<?> factory(Part part) {
        Extensions<TrialExecutorFactory<?>> known =
                Extensions.of(TrialExecutorFactory.class, "executor.name", "executor");
        return known.declared(part.name());
    }

    private static <S extends Record> TrialExecutor create(TrialExecutorFactory<S> factory, ExecutorContext context) {
        return factory.create(context, settings(factory, context.job().executor()));
    }

    private static <S extends Record> S settings(TrialExecutorFactory<S> factory, Part part) {
        return Settings.override("executor.settings", "executor", factory.defaults(), part.settings());
    }
}
