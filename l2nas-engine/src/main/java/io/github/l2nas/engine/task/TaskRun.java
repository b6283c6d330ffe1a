package io.github.l2nas.engine.task;

import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.job.JobException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Waits for tasks. */
public final class TaskRun {

    private static final long MILLIS_BETWEEN_LOOKS = 20;

    private TaskRun() {}

    /**
     * Runs tasks, as many at once as the executor has workers. At least one of them ends, whatever the time.
     *
     * @param executor runs them
     * @param tasks in the order in which they begin
     * @param timeUp whether to stop now: what still runs is ended then
     * @param ended is told how many of them have ended
     * @return how many have ended: all, or fewer where the time was up
     * @throws JobException where a task can't be done; as soon as it is known
     */
    public static int all(TaskExecutor executor, List<Task> tasks, BooleanSupplier timeUp, IntConsumer ended) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        try {
            tasks.forEach(task -> running.add(executor.submit(task)));
            while (true) {
                int done = 0;
                for (CompletableFuture<Void> task : running) {
                    done += hasEnded(task) ? 1 : 0;
                }
                ended.accept(done);
                if (done == running.size() || (done > 0 && timeUp.getAsBoolean())) {
                    return done;
                }
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while tasks ran");
        } finally {
            running.forEach(task -> task.cancel(true));
        }
    }

    private static boolean hasEnded(CompletableFuture<Void> task) {
        try {
            task.getNow(null);
            return task.isDone();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JobException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
