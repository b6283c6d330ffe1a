package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.TrialResult;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Asks for the scores of one search: what comes is a score, or the reason why there is none. */
final class Scoring {

    private final Function<Candidate, CompletableFuture<TrialOutcome>> scores;
    private final Timeline timeline;
    private final long seed;
    private final Path directory;
    private final int attempts;
    private final BooleanSupplier cancelled;
    private final BiFunction<Architecture, Score, TrialResult> results;

    /** Keeps of a score the accuracy alone, and no timeline. */
    Scoring(
            Function<Candidate, CompletableFuture<TrialOutcome>> scores,
            long seed,
            Path directory,
            int attempts,
            BooleanSupplier cancelled) {
        this(
                scores,
                Timeline.none(),
                seed,
                directory,
                attempts,
                cancelled,
                (architecture, score) -> TrialResult.scored(score.accuracy()));
    }

    /**
     * @param scores runs a trial, or remembers how it ended
     * @param timeline records when trials ran
     * @param seed of the search
     * @param directory of the search; those of candidates lie below it
     * @param attempts how often an architecture is scored before its trial has failed, at least 1
     * @param cancelled whether the search is being ended from outside: what is thrown then says nothing of an architecture
     * @param results what the search keeps of an architecture's score
     */
    Scoring(
            Function<Candidate, CompletableFuture<TrialOutcome>> scores,
            Timeline timeline,
            long seed,
            Path directory,
            int attempts,
            BooleanSupplier cancelled,
            BiFunction<Architecture, Score, TrialResult> results) {
        this.scores = scores;
        this.timeline = timeline;
        this.seed = seed;
        this.directory = directory;
        this.attempts = attempts;
        this.cancelled = cancelled;
        this.results = results;
    }

    /**
     * Scores an architecture at the full fidelity and waits for its result.
     *
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException where the search is being ended
     */
    TrialResult of(Architecture architecture) {
        return await(start(0, architecture, 1));
    }

    /**
     * Begins to score an architecture.
     *
     * @param trial its number; 0 for an architecture of no trial
     * @param architecture the architecture
     * @param fidelity share of the full one
     * @return its result to come; cancelling it ends the trial
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException where the search is being ended
     */
    Future<TrialResult> start(int trial, Architecture architecture, double fidelity) {
        Candidate candidate = candidate(architecture, fidelity);
        CompletableFuture<TrialOutcome> outcome = attempt(trial, candidate);
        for (int attempt = 1; attempt < attempts; attempt++) {
            outcome = Following.then(
                    outcome,
                    ended -> ended.score() == null
                            ? attempt(trial, candidate)
                            : CompletableFuture.completedFuture(ended));
        }
        return Following.then(
                outcome,
                ended -> CompletableFuture.completedFuture(
                        ended.score() == null
                                ? TrialResult.failed(ended.failure())
                                : results.apply(architecture, ended.score())));
    }

    /**
     * Where the directories of candidates are.
     *
     * @param directory of the search
     * @return a directory below it
     */
    static Path trials(Path directory) {
        return directory.resolve("trials");
    }

    private CompletableFuture<TrialOutcome> attempt(int trial, Candidate candidate) {
        stopIfCancelled();
        return timeline.record(trial, candidate, scores);
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
            TrialResult result = toCome.get();
            stopIfCancelled();
            return result;
        } catch (ExecutionException e) {
            stopIfCancelled();
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void stopIfCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /** The seed follows from the search's and the architecture's identity. */
    private Candidate candidate(Architecture architecture, double fidelity) {
        long own = new RandomStream(seed, "trial." + architecture.identity()).nextLong();
        return new Candidate(architecture, own, fidelity, trials(directory).resolve(Long.toHexString(own)));
    }
}
