package io.github.l2nas.api.executor;

import io.github.l2nas.api.evaluator.Score;

/**
 * How a trial ended: with a score, or without one by its own fault.
 *
 * @param score what the evaluator told; null where the trial failed
 * @param failure why it failed; null where it did not
 */
public record TrialOutcome(Score score, String failure) {

    /**
     * @throws IllegalArgumentException where there is neither a score nor a failure, or both
     */
    public TrialOutcome {
        if ((score == null) == (failure == null)) {
            throw new IllegalArgumentException(
                    "a trial ends with a score or with a failure, got " + score + " and " + failure);
        }
    }

    /**
     * A trial with a score.
     *
     * @param score of the evaluator
     * @return the outcome
     */
    public static TrialOutcome scored(Score score) {
        return new TrialOutcome(score, null);
    }

    /**
     * A trial that failed by itself.
     *
     * @param reason for the person who declared the search
     * @return the outcome
     */
    public static TrialOutcome failed(String reason) {
        return new TrialOutcome(null, reason);
    }
}
