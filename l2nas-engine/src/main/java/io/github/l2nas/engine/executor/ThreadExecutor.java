package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.ExecutorContext;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Runs trials on threads of this process, for evaluators that are objects of this process: several where such an evaluator is
 * concurrent. A trial whose time is up is interrupted; only when it has ended does its thread go on.
 */
final class ThreadExecutor implements TrialExecutor {

    private final Function<Candidate, TrialOutcome> trial;
    private final BiConsumer<Candidate, String> begins;
    private final Duration timeout;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(ThreadExecutor::daemon);

    ThreadExecutor(ExecutorContext context, Integer declared) {
        trial = context.inProcess();
        begins = context.begins();
        timeout = context.job().trials().timeout();
        int many = declared == null ? Runtime.getRuntime().availableProcessors() : declared;
        threads = Executors.newFixedThreadPool(context.concurrent() ? many : 1, ThreadExecutor::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "l2nas-trial");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what is done on cancelling has no result
    public CompletableFuture<TrialOutcome> submit(Candidate candidate) {
        CompletableFuture<TrialOutcome> outcome = new CompletableFuture<>();
        Future<?> running = threads.submit(() -> run(candidate, outcome));
        outcome.whenComplete((ended, problem) -> {
            if (outcome.isCancelled()) {
                running.cancel(true);
            }
        });
        return outcome;
    }

    private void run(Candidate candidate, CompletableFuture<TrialOutcome> outcome) {
        begins.accept(candidate, "thread");
        AtomicBoolean late = new AtomicBoolean();
        Thread runner = Thread.currentThread();
        Future<?> alarm = timeout == null
                ? CompletableFuture.completedFuture(null)
                : clock.schedule(
                        () -> {
                            late.set(true);
                            runner.interrupt();
                        },
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
        try {
            TrialOutcome ended = trial.apply(candidate);
            alarm.cancel(false);
            outcome.complete(late.get() ? WorkerExecutor.tooLong(timeout) : ended);
        } catch (RuntimeException | Error e) {
            alarm.cancel(false);
            if (late.get()) {
                outcome.complete(WorkerExecutor.tooLong(timeout));
            } else {
                outcome.completeExceptionally(e);
            }
        } finally {
            Thread.interrupted(); // the next trial begins without it
        }
    }

    @Override
    public int workers() {
        return 0;
    }

    /** Waits however long it takes: the evaluator must not be closed while a trial still uses it. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
