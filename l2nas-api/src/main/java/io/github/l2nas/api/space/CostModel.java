package io.github.l2nas.api.space;

/** Counts what networks of architectures cost. */
@FunctionalInterface
public interface CostModel {

    /**
     * Parameters and multiply-accumulates of an architecture's network.
     *
     * @param architecture an architecture of the space
     * @return the cost
     */
    Cost cost(Architecture architecture);
}
