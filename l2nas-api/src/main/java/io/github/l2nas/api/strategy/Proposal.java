package io.github.l2nas.api.strategy;

import io.github.l2nas.api.space.Architecture;

/**
 * An architecture a strategy wants scored.
 *
 * @param architecture the architecture
 * @param origin how it came about, one lower-case word for the history: {@code random}, {@code actor}, {@code mutation},
 *     {@code neighbour}, {@code policy}...
 * @param predictedReward the reward that the strategy expects; null from one that expects none
 */
public record Proposal(Architecture architecture, String origin, Double predictedReward) {

    /**
     * A proposal without a prediction.
     *
     * @param architecture the architecture
     * @param origin how it came about
     */
    public Proposal(Architecture architecture, String origin) {
        this(architecture, origin, null);
    }
}
