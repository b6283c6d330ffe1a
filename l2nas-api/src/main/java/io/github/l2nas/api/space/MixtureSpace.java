package io.github.l2nas.api.space;

import java.util.List;

/**
 * What a space offers whose supernet can run several operations in one place at once and add up what they put out, each times a
 * factor. Gradients by the factors tell which operation the network wants more of: that is how gradient-based one-shot strategies
 * choose. Each row of the space's action is a place, and each column an operation.
 */
public interface MixtureSpace extends NetworkSpace {

    /**
     * The supernet with some operations in each place. Their weights have the names that they have in {@link #supernetPath}.
     *
     * @param operations by row of the action the columns that take part, at least one, ascending
     * @param skeleton the network around the cells
     * @return the network and its factors
     * @throws IllegalArgumentException where the skeleton does not fit the space; says what to change
     */
    Mixture mixture(List<List<Integer>> operations, Skeleton skeleton);
}
