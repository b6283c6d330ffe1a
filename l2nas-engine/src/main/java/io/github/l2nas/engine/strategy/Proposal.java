package io.github.l2nas.engine.strategy;

import io.github.l2nas.spaces.Architecture;

/**
 * An architecture a strategy wants scored.
 *
 * @param architecture the architecture
 * @param origin how it came about, one lower-case word for the history: {@code random}, {@code actor}, {@code mutation},
 *     {@code neighbour}, {@code policy}...
 */
public record Proposal(Architecture architecture, String origin) {}
