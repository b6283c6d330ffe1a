package io.github.l2nas.engine.multifidelity;

/**
 * Settings of strategy {@code hyperband}.
 *
 * @param eta of how many architectures one is promoted, above 1; null for the ratio of the two fidelities' amounts, with which each
 *     rung costs about the same
 */
public record HyperbandSettings(Double eta) {

    /** The settings of a part that says nothing. */
    public static final HyperbandSettings DEFAULT = new HyperbandSettings(null);

    /**
     * @throws IllegalArgumentException where a value is out of range
     */
    public HyperbandSettings {
        HalvingSettings.requireEta(eta);
    }
}
