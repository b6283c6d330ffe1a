package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TaskContext;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.SearchJob;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Executor {@code local}. Trials that cost nothing, and those of a search with one trial in flight that asks for nothing else, run
 * in this process; all others in worker processes. Tasks are done in this process, too, where nothing is asked for.
 */
public final class LocalFactory implements TrialExecutorFactory<LocalSettings> {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public LocalSettings defaults() {
        return new LocalSettings(null, null);
    }

    @Override
    public TrialExecutor create(ExecutorContext context, LocalSettings settings) {
        SearchJob job = context.job();
        boolean oneByOne = job.trials().effectiveConcurrency() == 1
                && job.trials().timeout() == null
                && settings.equals(defaults());
        if (context.cheap() || oneByOne) {
            return new InProcessExecutor(candidate -> {
                context.begins().accept(candidate, "engine");
                return context.inProcess().apply(candidate);
            });
        }
        if (!context.movable()) {
            return new ThreadExecutor(context, settings.workers());
        }
        long inFlight = (long) job.trials().effectiveConcurrency() * job.repeats();
        return workers(job, job.compute(), job.trials().timeout(), inFlight, settings, context.begins());
    }

    @Override
    public Optional<TaskExecutor> createForTasks(TaskContext context, LocalSettings settings) {
        return settings.equals(defaults())
                ? Optional.empty()
                : Optional.of(workers(
                        context.job(), context.compute(), null, context.atOnce(), settings, (candidate, worker) -> {}));
    }

    private static WorkerExecutor workers(
            Job job,
            Compute compute,
            Duration timeout,
            long atOnce,
            LocalSettings settings,
            BiConsumer<Candidate, String> begins) {
        int each = compute.threads() == null ? 1 : compute.effectiveThreads();
        int many = settings.workers() != null
                ? settings.workers()
                : (int) Math.max(1, Math.min(atOnce, Runtime.getRuntime().availableProcessors() / each));
        return new WorkerExecutor(
                WorkerCommand.of(job, compute, settings.memory()), job.outputDirectory(), timeout, many, begins);
    }
}
