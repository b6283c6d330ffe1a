package io.github.l2nas.engine.latency;

import io.github.l2nas.engine.network.Network;

/** What runs the networks whose time is taken. */
interface LatencyRuntime {

    /**
     * The runtime with its version.
     *
     * @return for example {@code onnxruntime 1.23.2}
     */
    String version();

    /**
     * A network as programs load it.
     *
     * @param network ends with logits
     * @return loaded, with a batch of random images
     */
    TimedNetwork whole(Network network);

    /**
     * A part of a network.
     *
     * @param block any layers
     * @return loaded, with a batch of random activations
     */
    TimedNetwork part(Network block);
}
