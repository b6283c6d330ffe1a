package io.github.l2nas.engine.multifidelity;

/**
 * Settings of strategy {@code successive-halving}.
 *
 * @param finalists architectures that a bracket scores at the full fidelity, at least 1
 * @param eta of how many architectures one is promoted, above 1; null for the ratio of the two fidelities' amounts, with which each
 *     rung costs about the same
 */
public record HalvingSettings(int finalists, Double eta) {

    /** The settings of a part that says nothing. */
    public static final HalvingSettings DEFAULT = new HalvingSettings(1, null);

    /**
     * @throws IllegalArgumentException where a value is out of range
     */
    public HalvingSettings {
        if (finalists < 1) {
            throw new IllegalArgumentException("finalists must be at least 1, got " + finalists);
        }
        requireEta(eta);
    }

    static void requireEta(Double eta) {
        if (eta != null && !(eta > 1 && eta < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("eta must be above 1, for example 3; got " + eta);
        }
    }
}
