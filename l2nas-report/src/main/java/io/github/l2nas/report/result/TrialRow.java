package io.github.l2nas.report.result;

/**
 * A row of {@code history.csv}.
 *
 * @param step from 1
 * @param architecture in its notation
 * @param accuracy in [0, 1]; NaN where a constraint was violated
 * @param reward what the strategy learned from
 * @param bestAccuracy in [0, 1], of this and the trials before; NaN where all violated a constraint
 * @param origin how the strategy came to it
 * @param predictedReward what the strategy expected; NaN where it expected nothing
 */
public record TrialRow(
        int step,
        String architecture,
        double accuracy,
        double reward,
        double bestAccuracy,
        String origin,
        double predictedReward) {}
