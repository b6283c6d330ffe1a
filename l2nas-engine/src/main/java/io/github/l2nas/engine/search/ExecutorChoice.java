package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.engine.task.DeclaredExecutor;
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
        return DeclaredExecutor.of(job.executor()).forTrials(context);
    }
}
