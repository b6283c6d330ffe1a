package io.github.l2nas.spark;

import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.job.JobException;

/** Executor {@code spark}: one task of a Spark cluster for each trial. */
public final class SparkFactory implements TrialExecutorFactory<SparkSettings> {

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public SparkSettings defaults() {
        return new SparkSettings(null, null);
    }

    @Override
    public TrialExecutor create(ExecutorContext context, SparkSettings settings) {
        if (settings.master() == null) {
            throw new JobException(
                    "executor.settings.master",
                    "it is missing: give the cluster's master, for example spark://host:7077");
        }
        if (!context.movable()) {
            throw new JobException(
                    "executor.name",
                    "the evaluator is an object of this process and can't move to a cluster; name its class instead");
        }
        return new SparkExecutor(context.job(), settings, context.begins());
    }
}
