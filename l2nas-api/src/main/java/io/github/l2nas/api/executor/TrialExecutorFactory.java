package io.github.l2nas.api.executor;

import io.github.l2nas.api.extension.Extension;
import io.github.l2nas.api.job.JobException;
import java.util.Optional;

/**
 * Makes an executor from its settings, one for a search or another job.
 *
 * <p>Register it in {@code META-INF/services/io.github.l2nas.api.executor.TrialExecutorFactory}, or name the class in the POM.
 *
 * @param <S> the executor's settings; a record that checks its values and throws {@link IllegalArgumentException}
 */
public interface TrialExecutorFactory<S extends Record> extends Extension {

    /**
     * The settings of an executor about which nothing is said.
     *
     * @return the defaults
     */
    S defaults();

    /**
     * Makes the executor.
     *
     * @param context what the search gives it
     * @param settings in force
     * @return the executor; to be closed
     * @throws io.github.l2nas.api.job.JobException where trials can't be run like this; names the field {@code executor.settings.}
     *     and the setting
     */
    TrialExecutor create(ExecutorContext context, S settings);

    /**
     * Makes the executor of tasks, for jobs other than searches. An executor need not run any.
     *
     * @param context what the job gives it
     * @param settings in force
     * @return the executor, to be closed; empty where the job's own process is to do its tasks, one after the other
     * @throws io.github.l2nas.api.job.JobException where tasks can't be run like this; names the field {@code executor.name} or
     *     {@code executor.settings.} and the setting
     */
    default Optional<TaskExecutor> createForTasks(TaskContext context, S settings) {
        throw new JobException(
                "executor.name",
                "the executor '" + name()
                        + "' runs trials of searches only. Give this goal an execution with another one, for example local");
    }
}
