package io.github.l2nas.api.space;

/**
 * A discrete architecture of one {@link SearchSpace}: what the discretizer makes of an action and what an evaluator
 * scores. Implementations are immutable values.
 */
public interface Architecture {

    /**
     * The architecture in the notation its community uses. {@link SearchSpace#parse(String)} reads it back to an equal
     * value.
     *
     * @return a single line of text
     */
    String notation();

    /**
     * A key that two architectures share exactly when they are the same network, whatever their notations say about
     * parts that are not used or about an order that does not matter.
     *
     * @return a single line of text that {@link SearchSpace#parse(String)} accepts
     */
    String identity();

    /**
     * The discrete action alpha^d in compact form: for every row of the action matrices (rows of all matrices, one
     * matrix after the other) the column that is one, or -1 for a row of zeros.
     *
     * @return a new array, length {@link ActionShape#rows()}
     */
    int[] choices();
}
