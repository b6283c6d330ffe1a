package io.github.l2nas.api.strategy;

import io.github.l2nas.api.file.Checkpointable;

/**
 * A search strategy: suggests an architecture, is told its accuracy, suggests the next. Each {@link #suggest()} is
 * followed by one {@link #observe(Proposal, double)} of the same proposal. Deterministic: all randomness comes from
 * streams of the search's seed.
 */
public interface Strategy extends Checkpointable {

    /**
     * The next architecture to score. Strategies may suggest one they suggested before; the loop answers from its memory.
     *
     * @return the proposal
     */
    Proposal suggest();

    /**
     * Learns from a score.
     *
     * @param proposal what {@link #suggest()} returned last
     * @param accuracy in [0, 1]; NaN where the architecture violates a constraint and was not scored
     * @return the reward the strategy learned from, which the history shows
     */
    double observe(Proposal proposal, double accuracy);
}
