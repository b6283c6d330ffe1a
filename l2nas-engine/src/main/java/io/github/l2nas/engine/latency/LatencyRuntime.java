package io.github.l2nas.engine.latency;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import java.util.List;

/** What runs the networks whose time is taken. */
interface LatencyRuntime {

    /**
     * The runtime with its version.
     *
     * @return for example {@code onnxruntime 1.23.2}
     */
    String version();

    /**
     * The blocks of a network as runtimes run them: the engine leaves out what is known to be zero and does only once what several layers
     * do to the same input.
     *
     * @param runtime name with or without version
     * @param graph a network as it answers
     * @return one for each layer that is run
     */
    static List<Block> blocks(String runtime, LayerGraph graph) {
        return Block.of(runtime.startsWith(EngineRuntime.PREFIX) ? Executor.planned(graph) : graph);
    }

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
