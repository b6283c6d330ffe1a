package io.github.l2nas.engine.strategy;

import io.github.l2nas.engine.surrogate.SurrogateModel;

/**
 * Settings of {@link GaussianProcessStrategy}.
 *
 * @param confidence standard deviations above the mean that a proposal is chosen by, 0 to 100
 * @param noise variance of a score, in units of the variance of rewards, above 0 and at most 10
 * @param structure weight in the kernel of structural features, where the space has them, 0 to below 1
 * @param randomness probability that a draw for each candidate by itself takes the place of the bound, 0 to 1
 * @param patience scores without a better one after which draws take the place of the bound until a better one comes; 0 for
 *     never
 * @param points architectures that the model rests on at most, 4 to 10 000
 * @param candidates in a space too large to look at all of it: architectures drawn from the elite's distribution, 1 to 100 000
 * @param neighbours there: how many of the best put up their neighbours, 0 to 1000
 * @param eliteSize there: architectures of the elite, 1 to 1 000 000
 */
public record GaussianProcessSettings(
        double confidence,
        double noise,
        double structure,
        double randomness,
        int patience,
        int points,
        int candidates,
        int neighbours,
        int eliteSize) {

    /** What serves in every space. */
    public static final GaussianProcessSettings DEFAULT = new GaussianProcessSettings(
            1,
            SurrogateModel.USUAL_NOISE,
            SurrogateModel.USUAL_STRUCTURE,
            0,
            20,
            SurrogateModel.USUAL_POINTS,
            100,
            3,
            16);

    /**
     * Checks each value.
     *
     * @throws IllegalArgumentException for a value out of its range; the message gives the range
     */
    public GaussianProcessSettings {
        require(confidence >= 0 && confidence <= 100, "confidence must be 0 to 100", confidence);
        require(noise > 0 && noise <= 10, "noise must be above 0 and at most 10", noise);
        require(structure >= 0 && structure < 1, "structure must be 0 to below 1", structure);
        require(randomness >= 0 && randomness <= 1, "randomness must be 0 to 1", randomness);
        require(patience >= 0, "patience must be at least 0", patience);
        require(points >= 4 && points <= 10_000, "points must be 4 to 10000", points);
        require(candidates >= 1 && candidates <= 100_000, "candidates must be 1 to 100000", candidates);
        require(neighbours >= 0 && neighbours <= 1000, "neighbours must be 0 to 1000", neighbours);
        require(eliteSize >= 1 && eliteSize <= 1_000_000, "eliteSize must be 1 to 1000000", eliteSize);
    }

    private static void require(boolean condition, String message, Number value) {
        if (!condition) {
            throw new IllegalArgumentException(message + ", got " + value);
        }
    }
}
