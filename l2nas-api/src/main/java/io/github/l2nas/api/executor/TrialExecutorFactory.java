package io.github.l2nas.api.executor;

import io.github.l2nas.api.extension.Extension;

/**
 * Makes an executor from its settings, one for a search.
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
}
