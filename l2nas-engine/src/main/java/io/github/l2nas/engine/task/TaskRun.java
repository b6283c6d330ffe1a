package io.github.l2nas.engine.task;

import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.job.JobException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Waits for tasks. */
public final class TaskRun {

    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private TaskRun() {}

    /**
     * Runs tasks, as many at once as the executor has workers.
     *
     * @param executor runs them
     * @param tasks in the order in which they begin
     * @param timeUp whether to stop now: what still runs is ended then
     * @param ended is told how many of them, the first ones, have ended
     * @return how many of them, the first ones, have ended: all, or fewer where the time was up
     * @throws JobException where a task can't be done
     */
    public static int all(TaskExecutor executor, List<Task> tasks, BooleanSupplier timeUp, IntConsumer ended) {
        List<CompletableFuture<Void>> running =
                tasks.stream().map(executor::submit).toList();
        try {
            for (int i = 0; i < running.size(); i++) {
                while (!hasEnded(running.get(i))) {
                    if (timeUp.getAsBoolean()) {
                        return i;
                    }
                }
                ended.accept(i + 1);
            }
            return running.size();
        } finally {
            running.forEach(task -> task.cancel(true));
        }
    }

    private static boolean hasEnded(Future<Void> task) {
        try {
            task.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while tasks ran");
        }
    }
}
