package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.engine.strategy.GaussianProcessSettings;
import io.github.l2nas.engine.surrogate.SurrogateModel;

/**
 * Settings of strategy {@code mobster}.
 *
 * @param finalists as of {@code successive-halving}
 * @param eta as of {@code successive-halving}
 * @param confidence standard deviations above the mean that a new architecture is chosen by, 0 to 100
 * @param noise variance of a score, in units of the variance of rewards, above 0 and at most 10
 * @param structure weight in the kernel of structural features, where there are some, 0 to below 1
 */
public record MobsterSettings(int finalists, Double eta, double confidence, double noise, double structure) {

    private static final double USUAL_NOISE = 0.2;

    /** The settings of a part that says nothing. */
    public static final MobsterSettings DEFAULT =
            new MobsterSettings(1, null, 1, USUAL_NOISE, SurrogateModel.USUAL_STRUCTURE);

    /**
     * @throws IllegalArgumentException where a value is out of range
     */
    public MobsterSettings {
        new HalvingSettings(finalists, eta);
        process(confidence, noise, structure);
    }

    HalvingSettings halving() {
        return new HalvingSettings(finalists, eta);
    }

    GaussianProcessSettings process() {
        return process(confidence, noise, structure);
    }

    private static GaussianProcessSettings process(double confidence, double noise, double structure) {
        GaussianProcessSettings usual = GaussianProcessSettings.DEFAULT;
        return new GaussianProcessSettings(
                confidence,
                noise,
                structure,
                usual.randomness(),
                usual.patience(),
                usual.points(),
                usual.candidates(),
                usual.neighbours(),
                usual.eliteSize());
    }
}
