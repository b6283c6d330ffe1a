package io.github.l2nas.api.evaluator;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an evaluator found out about an architecture.
 *
 * @param accuracy what is maximised, in [0, 1]
 * @param metrics everything else, by name; finite numbers
 */
public record Score(double accuracy, Map<String, Double> metrics) {

    /**
     * @throws TrialFailedException where the accuracy is not in [0, 1] or a metric is not finite
     */
    public Score {
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new TrialFailedException("the accuracy must lie between 0 and 1, got " + accuracy);
        }
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        metrics.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new TrialFailedException("metric '" + name + "' is not a finite number: " + value);
            }
        });
    }

    /**
     * A score without further metrics.
     *
     * @param accuracy in [0, 1]
     * @return the score
     */
    public static Score of(double accuracy) {
        return new Score(accuracy, Map.of());
    }
}
