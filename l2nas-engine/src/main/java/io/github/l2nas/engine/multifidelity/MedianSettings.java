package io.github.l2nas.engine.multifidelity;

/**
 * Settings of strategy {@code median-stopping}.
 *
 * @param leastTrials scores that a fidelity must have before the first architecture is stopped there, at least 1
 */
public record MedianSettings(int leastTrials) {

    private static final int USUAL_TRIALS = 5;

    /** The settings of a part that says nothing. */
    public static final MedianSettings DEFAULT = new MedianSettings(USUAL_TRIALS);

    /**
     * @throws IllegalArgumentException where the number is out of range
     */
    public MedianSettings {
        if (leastTrials < 1) {
            throw new IllegalArgumentException("leastTrials must be at least 1, got " + leastTrials);
        }
    }
}
