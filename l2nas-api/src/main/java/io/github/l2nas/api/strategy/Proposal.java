package io.github.l2nas.api.strategy;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.space.Architecture;

/**
 * An architecture a strategy wants scored.
 *
 * @param architecture the architecture
 * @param origin how it came about, one lower-case word for the history: {@code random}, {@code actor}, {@code mutation},
 *     {@code neighbour}, {@code policy}...
 * @param predictedReward the reward that the strategy expects; null from one that expects none
 * @param fidelity share of the full fidelity at which it is scored, {@link Fidelities#share}; 1 for the full one
 */
public record Proposal(Architecture architecture, String origin, Double predictedReward, double fidelity) {

    /**
     * A proposal for the full fidelity.
     *
     * @param architecture the architecture
     * @param origin how it came about
     * @param predictedReward the reward that the strategy expects; null from one that expects none
     */
    public Proposal(Architecture architecture, String origin, Double predictedReward) {
        this(architecture, origin, predictedReward, 1);
    }

    /**
     * A proposal for the full fidelity, without a prediction.
     *
     * @param architecture the architecture
     * @param origin how it came about
     */
    public Proposal(Architecture architecture, String origin) {
        this(architecture, origin, null);
    }
}
