package io.github.l2nas.api.trial;

import java.util.Map;

/**
 * What became of a trial: a score, no score because the architecture violates a constraint, or a failure.
 *
 * @param accuracy in [0, 1]; NaN where the architecture violates a constraint and was not scored, and where scoring it failed
 * @param failure why scoring failed; null where it did not
 * @param metrics what else is known, by name, in a search with several objectives: theirs and all that the evaluator gave; empty in
 *     any other search, and where there is no score
 */
public record TrialResult(double accuracy, String failure, Map<String, Double> metrics) {

    /**
     * @throws IllegalArgumentException where the accuracy is out of range, or a failed trial has one
     */
    public TrialResult {
        if (!Double.isNaN(accuracy) && !(accuracy >= 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("an accuracy lies between 0 and 1, got " + accuracy);
        }
        if (failure != null && !Double.isNaN(accuracy)) {
            throw new IllegalArgumentException("a failed trial has no accuracy, got " + accuracy);
        }
        metrics = Map.copyOf(metrics);
    }

    /**
     * A result without further metrics.
     *
     * @param accuracy in [0, 1]; NaN where there is no score
     * @param failure why scoring failed; null where it did not
     */
    public TrialResult(double accuracy, String failure) {
        this(accuracy, failure, Map.of());
    }

    /**
     * A score.
     *
     * @param accuracy in [0, 1]
     * @return the result
     */
    public static TrialResult scored(double accuracy) {
        return new TrialResult(accuracy, null);
    }

    /**
     * An architecture that violates a constraint.
     *
     * @return the result
     */
    public static TrialResult infeasible() {
        return new TrialResult(Double.NaN, null);
    }

    /**
     * An architecture that could not be scored.
     *
     * @param reason for the person who declared the search
     * @return the result
     */
    public static TrialResult failed(String reason) {
        return new TrialResult(Double.NaN, reason);
    }

    /**
     * Whether there is an accuracy.
     *
     * @return false where the architecture violates a constraint or scoring it failed
     */
    public boolean scored() {
        return !Double.isNaN(accuracy);
    }
}
