package io.github.l2nas.engine.multifidelity;

/**
 * Settings of strategy {@code bohb}, with the defaults of its paper (Falkner et al. 2018, section 4).
 *
 * @param eta as of {@code hyperband}
 * @param goodPercent how many percent of the scores count as good, above 0 and below 100
 * @param samples architectures drawn from the good ones' density, of which the best by the ratio of densities is proposed; at least 1
 * @param randomShare share of new architectures that are drawn uniformly, in [0, 1]
 */
public record BohbSettings(Double eta, double goodPercent, int samples, double randomShare) {

    private static final double USUAL_PERCENT = 15;
    private static final int USUAL_SAMPLES = 64;
    private static final int LARGEST_PERCENT = 100;

    /** The settings of a part that says nothing. */
    public static final BohbSettings DEFAULT = new BohbSettings(null, USUAL_PERCENT, USUAL_SAMPLES, 1.0 / 3);

    /**
     * @throws IllegalArgumentException where a value is out of range
     */
    public BohbSettings {
        HalvingSettings.requireEta(eta);
        if (!(goodPercent > 0 && goodPercent < LARGEST_PERCENT)) {
            throw new IllegalArgumentException("goodPercent must be above 0 and below 100, got " + goodPercent);
        }
        if (samples < 1) {
            throw new IllegalArgumentException("samples must be at least 1, got " + samples);
        }
        if (!(randomShare >= 0 && randomShare <= 1)) {
            throw new IllegalArgumentException("randomShare must be in [0, 1], got " + randomShare);
        }
    }
}
