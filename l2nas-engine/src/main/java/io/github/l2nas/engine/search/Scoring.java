package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.TrialResult;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Asks for the scores of one search: what comes is a score, or the reason why there is none. */
final class Scoring {

    private static final int LONGEST_REASON = 2000;

    private final Function<Candidate, Score> scores;
    private final long seed;
    private final Path directory;
    private final int attempts;
    private final BooleanSupplier cancelled;

    /**
     * @param scores an evaluator, or what remembers its answers
     * @param seed of the search
     * @param directory of the search; those of candidates lie below it
     * @param attempts how often an architecture is scored before its trial has failed, at least 1
     * @param cancelled whether the search is being ended from outside: what is thrown then says nothing of an architecture
     */
    Scoring(Function<Candidate, Score> scores, long seed, Path directory, int attempts, BooleanSupplier cancelled) {
        this.scores = scores;
        this.seed = seed;
        this.directory = directory;
        this.attempts = attempts;
        this.cancelled = cancelled;
    }

    /**
     * Begins to score an architecture.
     *
     * @return its result to come
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException where the search is being ended
     */
    Future<TrialResult> start(Architecture architecture) {
        return CompletableFuture.completedFuture(of(architecture));
    }

    /**
     * Waits for a result.
     *
     * @param toCome of {@link #start}
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException where the search is being ended
     */
    TrialResult await(Future<TrialResult> toCome) {
        try {
            return toCome.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /**
     * Scores an architecture.
     *
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException where the search is being ended
     */
    TrialResult of(Architecture architecture) {
        TrialResult result = once(architecture);
        for (int attempt = 1; attempt < attempts && !result.scored(); attempt++) {
            result = once(architecture);
        }
        return result;
    }

    private TrialResult once(Architecture architecture) {
        stopIfCancelled();
        try {
            Score score = scores.apply(candidate(architecture));
            stopIfCancelled();
            return score == null
                    ? TrialResult.failed("the evaluator returned no score")
                    : TrialResult.scored(score.accuracy());
        } catch (JobException | CancellationException e) {
            throw e;
        } catch (TrialFailedException e) {
            stopIfCancelled();
            return TrialResult.failed(shortened(e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (RuntimeException e) {
            stopIfCancelled();
            return TrialResult.failed(shortened(e + place(e)));
        }
    }

    private void stopIfCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private static String place(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : "..." + reason.substring(reason.length() - LONGEST_REASON);
    }

    /** A full evaluation; the seed follows from the search's and the architecture's identity. */
    private Candidate candidate(Architecture architecture) {
        long own = new RandomStream(seed, "trial." + architecture.identity()).nextLong();
        return new Candidate(architecture, own, 1, directory.resolve("trials").resolve(Long.toHexString(own)));
    }
}
