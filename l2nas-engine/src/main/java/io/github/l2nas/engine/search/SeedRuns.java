package io.github.l2nas.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;

/**
 * Searches with several seeds, side by side. When one fails, or the caller is interrupted, the others are ended; nothing of
 * them runs any more when {@link #all} returns.
 */
final class SeedRuns {

    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Whether the searches are being ended. */
    boolean cancelled() {
        return cancelled.get();
    }

    /**
     * Runs the searches.
     *
     * @param first the first seed; the others follow it
     * @param count number of seeds
     * @param threads how many at once
     * @param search what searches with one seed
     * @return the results, first seed first
     */
    List<SeedResult> all(long first, int count, int threads, LongFunction<SeedResult> search) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            ExecutorCompletionService<SeedResult> ended = new ExecutorCompletionService<>(executor);
            List<Future<SeedResult>> pending = new ArrayList<>();
            for (int repeat = 0; repeat < count; repeat++) {
                long seed = first + repeat;
                pending.add(ended.submit(() -> search.apply(seed)));
            }
            for (int repeat = 0; repeat < count; repeat++) {
                ended.take().get(); // throws as soon as one has failed
            }
            List<SeedResult> results = new ArrayList<>();
            for (Future<SeedResult> future : pending) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            cancelled.set(true);
            executor.shutdownNow();
            await(executor);
        }
    }

    /** Waits however long it takes: the evaluator must not be closed while a search still uses it. */
    private static void await(ExecutorService executor) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
