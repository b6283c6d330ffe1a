package io.github.l2nas.engine.executor;

import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialExecutorFactory;
import io.github.l2nas.api.job.SearchJob;

/**
 * Executor {@code local}. Trials that cost nothing, and those of a search with one trial in flight that asks for nothing else, run
 * in this process; all others in worker processes.
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
        return new WorkerExecutor(job, workers(job, settings), settings.memory(), context.begins());
    }

    private static int workers(SearchJob job, LocalSettings settings) {
        if (settings.workers() != null) {
            return settings.workers();
        }
        int each = job.compute().threads() == null ? 1 : job.compute().effectiveThreads();
        long inFlight = (long) job.trials().effectiveConcurrency() * job.repeats();
        return (int) Math.max(1, Math.min(inFlight, Runtime.getRuntime().availableProcessors() / each));
    }
}
