package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Asks for the scores of one search: what comes is a score, or the reason why there is none. */
final class Scoring {

    private static final int LONGEST_REASON = 2000;

    private final Function<Candidate, Score> scores;
    private final long seed;
    private final Path directory;
    private final BooleanSupplier cancelled;

    /**
     * What became of an architecture that was to be scored.
     *
     * @param accuracy in [0, 1]; NaN where scoring failed
     * @param failure why it failed; null where it did not
     */
    record Outcome(double accuracy, String failure) {

        static Outcome failed(String reason) {
            return new Outcome(Double.NaN, reason);
        }
    }

    /**
     * @param scores an evaluator, or what remembers its answers
     * @param seed of the search
     * @param directory of the search; those of candidates lie below it
     * @param cancelled whether the search is being ended from outside: what is thrown then says nothing of an architecture
     */
    Scoring(Function<Candidate, Score> scores, long seed, Path directory, BooleanSupplier cancelled) {
        this.scores = scores;
        this.seed = seed;
        this.directory = directory;
        this.cancelled = cancelled;
    }

    /**
     * Scores an architecture.
     *
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException where the search is being ended
     */
    Outcome of(Architecture architecture) {
        stopIfCancelled();
        try {
            Score score = scores.apply(candidate(architecture));
            stopIfCancelled();
            return score == null
                    ? Outcome.failed("the evaluator returned no score")
                    : new Outcome(score.accuracy(), null);
        } catch (JobException | CancellationException e) {
            throw e;
        } catch (TrialFailedException e) {
            stopIfCancelled();
            return Outcome.failed(shortened(e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (RuntimeException e) {
            stopIfCancelled();
            return Outcome.failed(shortened(e + place(e)));
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
