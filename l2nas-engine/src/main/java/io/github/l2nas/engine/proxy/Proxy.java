package io.github.l2nas.engine.proxy;

/** What a training-free proxy is computed by. */
@FunctionalInterface
interface Proxy {

    /**
     * The proxy of a network; larger is better.
     *
     * @param network an untrained one
     * @return the value; negative infinity where the network is as bad as can be, not a number where it can't be told
     */
    double of(UntrainedNetwork network);
}
