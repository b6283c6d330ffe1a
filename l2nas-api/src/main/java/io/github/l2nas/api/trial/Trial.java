package io.github.l2nas.api.trial;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One step of a search.
 *
 * @param step from 1
 * @param architecture in its notation
 * @param accuracy in [0, 1]; null where the architecture violates a constraint and was not scored, and where scoring it failed
 * @param reward what the strategy learned from
 * @param origin how the strategy came to it
 * @param predictedReward the reward that the strategy expected before; null from one that expects none
 * @param failure why scoring it failed; null where it did not
 * @param metrics in a search with several objectives, what else is known of a scored architecture, by name; null where there is
 *     nothing
 * @param fidelity share of the full fidelity, in (0, 1]; null in a search that knows nothing of fidelities
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(
        int step,
        String architecture,
        Double accuracy,
        double reward,
        String origin,
        Double predictedReward,
        String failure,
        Map<String, Double> metrics,
        Double fidelity) {

    /**
     * @throws IllegalArgumentException where a failed trial has an accuracy
     */
    public Trial {
        if (accuracy != null && failure != null) {
            throw new IllegalArgumentException("a failed trial has no accuracy, got " + accuracy);
        }
        metrics = metrics == null || metrics.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /**
     * A trial that did not fail.
     *
     * @param step from 1
     * @param architecture in its notation
     * @param accuracy in [0, 1]; null where the architecture violates a constraint and was not scored
     * @param reward what the strategy learned from
     * @param origin how the strategy came to it
     * @param predictedReward the reward that the strategy expected before; null from one that expects none
     */
    public Trial(int step, String architecture, Double accuracy, double reward, String origin, Double predictedReward) {
        this(step, architecture, accuracy, reward, origin, predictedReward, null, null, null);
    }

    /**
     * The share of the full fidelity.
     *
     * @return in (0, 1]; 1 in a search that knows nothing of fidelities
     */
    @JsonIgnore
    public double share() {
        return fidelity == null ? 1 : fidelity;
    }

    /**
     * Whether it is of the full fidelity and was scored: whether it may be the answer.
     *
     * @return false also where it violates a constraint or scoring it failed
     */
    @JsonIgnore
    public boolean full() {
        return feasible() && share() == 1;
    }

    /**
     * Whether the architecture was scored.
     *
     * @return false where it violates a constraint or scoring it failed
     */
    @JsonIgnore
    public boolean feasible() {
        return accuracy != null;
    }

    /**
     * What became of it.
     *
     * @return the result that the strategy has observed
     */
    @JsonIgnore
    public TrialResult result() {
        return new TrialResult(feasible() ? accuracy : Double.NaN, failure, metrics == null ? Map.of() : metrics);
    }

    /**
     * Whether scoring the architecture failed.
     *
     * @return false where it was scored or violates a constraint
     */
    @JsonIgnore
    public boolean failed() {
        return failure != null;
    }
}
