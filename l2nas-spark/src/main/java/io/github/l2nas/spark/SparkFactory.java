package io.github.l2nas.spark;

import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TaskContext;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import java.util.Optional;

/** Executor {@code spark}: one task of a Spark cluster for each trial, and for each task of another job. */
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
        requireMaster(settings);
        if (!context.movable()) {
            throw new JobException(
                    "executor.name",
                    "the evaluator is an object of this process and can't move to a cluster; name its class instead");
        }
        SearchJob job = context.job();
        return new SparkExecutor(job, job.compute(), job.trials().timeout(), settings, context.begins());
    }

    @Override
    public Optional<TaskExecutor> createForTasks(TaskContext context, SparkSettings settings) {
        requireMaster(settings);
        return Optional.of(
                new SparkExecutor(context.job(), context.compute(), null, settings, (candidate, executor) -> {}));
    }

    private static void requireMaster(SparkSettings settings) {
        if (settings.master() == null) {
            throw new JobException(
                    "executor.settings.master",
                    "it is missing: give the cluster's master, for example spark://host:7077");
        }
    }
}
