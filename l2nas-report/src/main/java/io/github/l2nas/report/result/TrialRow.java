package io.github.l2nas.report.result;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import java.util.Map;

/**
 * A row of {@code history.csv}.
 *
 * @param step from 1
 * @param architecture in its notation
 * @param accuracy in [0, 1]; NaN where a constraint was violated or scoring failed
 * @param reward what the strategy learned from
 * @param bestAccuracy in [0, 1], of this and the trials before; NaN before the first score
 * @param origin how the strategy came to it
 * @param predictedReward what the strategy expected; NaN where it expected nothing
 * @param failure why scoring failed; empty where it did not
 * @param lower whether it was scored below the highest fidelity: it can't be compared with those that were not
 * @param metrics what else the search has weighed, by name; empty for one without objectives and where nothing was scored
 */
public record TrialRow(
        int step,
        String architecture,
        double accuracy,
        double reward,
        double bestAccuracy,
        String origin,
        double predictedReward,
        String failure,
        boolean lower,
        Map<String, Double> metrics) {

    public TrialRow {
        metrics = Map.copyOf(metrics);
    }

    /**
     * Whether it has an accuracy at the highest fidelity.
     *
     * @return false where it was scored at a lower one, a constraint was violated or scoring failed
     */
    public boolean isScored() {
        return !lower && !Double.isNaN(accuracy);
    }

    /**
     * Whether scoring failed.
     *
     * @return false where it did not, or nothing was to be scored
     */
    public boolean hasFailed() {
        return !failure.isEmpty();
    }

    /**
     * Whether it violated a constraint, so that nothing was scored.
     *
     * @return false where it was scored or scoring failed
     */
    public boolean isInfeasible() {
        return Double.isNaN(accuracy) && !hasFailed();
    }

    /**
     * The architecture itself.
     *
     * @param space its space
     * @return the architecture
     * @throws IllegalArgumentException where it is none of the space; names the step
     */
    public Architecture architecture(SearchSpace space) {
        try {
            return space.parse(architecture);
        } catch (NotationException e) {
            throw new IllegalArgumentException("step " + step + ": " + e.getMessage(), e);
        }
    }
}
