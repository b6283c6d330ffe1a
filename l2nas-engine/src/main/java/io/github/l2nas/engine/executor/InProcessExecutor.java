package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Runs each trial at once, on the thread that submits it.
 *
 * @param trial runs one
 */
record InProcessExecutor(Function<Candidate, TrialOutcome> trial) implements TrialExecutor {

    @Override
    public CompletableFuture<TrialOutcome> submit(Candidate candidate) {
        return CompletableFuture.completedFuture(trial.apply(candidate));
    }

    @Override
    public int workers() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing runs outside submit.
    }
}
