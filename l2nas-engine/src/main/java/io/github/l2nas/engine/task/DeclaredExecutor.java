package io.github.l2nas.engine.task;

import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TaskContext;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.settings.Settings;
import java.util.Optional;

/**
 * An executor as a job declares it.
 *
 * @param factory makes it
 * @param settings in force
 * @param <S> the executor's settings
 */
public record DeclaredExecutor<S extends Record>(TrialExecutorFactory<S> factory, S settings) {

    /**
     * Finds an executor.
     *
     * @param part names it and its settings
     * @return the executor
     * @throws JobException for an unknown name or a setting out of range
     */
    public static DeclaredExecutor<?> of(Part part) {
        Extensions<TrialExecutorFactory<?>> known =
                Extensions.of(TrialExecutorFactory.class, "executor.name", "executor");
        return of(known.declared(part.name()), part);
    }

    private static <S extends Record> DeclaredExecutor<S> of(TrialExecutorFactory<S> factory, Part part) {
        return new DeclaredExecutor<>(
                factory, Settings.override("executor.settings", "executor", factory.defaults(), part.settings()));
    }

    /**
     * Makes the executor of a search's trials.
     *
     * @param context of the search
     * @return the executor, to be closed
     * @throws JobException where trials can't be run as declared
     */
    public TrialExecutor forTrials(ExecutorContext context) {
        return factory.create(context, settings);
    }

    /**
     * Makes the executor of a job's tasks.
     *
     * @param context of the job
     * @return the executor, to be closed; empty where this process does them
     * @throws JobException where tasks can't be run as declared
     */
    public Optional<TaskExecutor> forTasks(TaskContext context) {
        return factory.createForTasks(context, settings);
    }
}
