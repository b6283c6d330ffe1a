package io.github.l2nas.api.executor;

import io.github.l2nas.api.evaluator.Candidate;
import java.util.concurrent.CompletableFuture;

/**
 * Runs trials somewhere. It has no say in their order: the search proposes and observes them by their numbers, whenever they end.
 * So what a search finds depends on no executor, and an executor is no part of its identity.
 */
public interface TrialExecutor extends AutoCloseable {

    /**
     * Runs a trial, at once or when there is room. A worker that dies is not the trial's fault: the trial is run again. What is
     * cancelled is ended, or never begun.
     *
     * @param candidate what is to be scored
     * @return how it ends; with a {@code JobException} where nothing can be scored any more
     */
    CompletableFuture<TrialOutcome> submit(Candidate candidate);

    /**
     * How many trials run at once outside this process.
     *
     * @return 0 where they run inside
     */
    int workers();

    /** Ends what still runs, and everything that was started for it. */
    @Override
    void close();
}
