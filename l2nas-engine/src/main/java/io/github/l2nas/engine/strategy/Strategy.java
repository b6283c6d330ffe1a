package io.github.l2nas.engine.strategy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A search strategy: suggests an architecture, is told its accuracy, suggests the next. Each {@link #suggest()} is
 * followed by one {@link #observe(Proposal, double)} of the same proposal. Deterministic: all randomness comes from
 * streams of the search's seed.
 */
public interface Strategy {

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

    /**
     * Writes everything later suggestions depend on, random streams included.
     *
     * @param out where to
     * @throws IOException from {@code out}
     */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over the state of a strategy with the same settings, so that both go on alike to the bit.
     *
     * @param in where from
     * @throws IOException from {@code in}, or where the content is not such a state
     */
    void restore(DataInput in) throws IOException;
}
