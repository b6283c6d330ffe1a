package io.github.l2nas.api.executor;

import java.util.concurrent.CompletableFuture;

/** Runs tasks somewhere. It has no say in what they come to: a task's files depend on the job and the task's name alone. */
public interface TaskExecutor extends AutoCloseable {

    /**
     * Runs a task, at once or when there is room. A worker that dies from outside is not the task's fault: the task is run again.
     * What is cancelled is ended, or never begun.
     *
     * @param task what is to be done
     * @return ends when all files that the task writes are in their places here; with a {@code JobException} where that can't be
     */
    CompletableFuture<Void> submit(Task task);

    /** Ends what still runs, and everything that was started for it. */
    @Override
    void close();
}
