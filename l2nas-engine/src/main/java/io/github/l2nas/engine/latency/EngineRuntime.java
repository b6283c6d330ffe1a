package io.github.l2nas.engine.latency;

import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Folding;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.tensor.Backend;
import io.github.l2nas.engine.tensor.Kernel;

/** The engine's own executor. */
final class EngineRuntime implements LatencyRuntime {

    /** Name in a job. */
    static final String NAME = "engine";

    /** What its versions begin with. */
    static final String PREFIX = "l2nas-engine";

    private final Backend backend;
    private final int threads;
    private final int batchSize;

    /**
     * @param backend runs the layers
     * @param threads that compute one answer
     * @param batchSize images at once
     */
    EngineRuntime(Backend backend, int threads, int batchSize) {
        this.backend = backend;
        this.threads = threads;
        this.batchSize = batchSize;
    }

    @Override
    public String version() {
        return PREFIX + " " + EngineVersion.current() + " on " + backend.name();
    }

    /** Batch normalisations are folded into convolutions, as for inference. */
    @Override
    public TimedNetwork whole(Network network) {
        return part(Folding.of(network));
    }

    @Override
    public TimedNetwork part(Network block) {
        Executor executor = new Executor(backend.openForSingleImages(threads));
        float[] images = RandomImages.of(SizedNetworks.image(block.graph()), batchSize);
        return new TimedNetwork() {
            @Override
            public void run() {
                executor.logits(block.graph(), block.parameters(), images, Kernel.Statistics.RUNNING);
            }

            @Override
            public void close() {
                executor.close();
            }
        };
    }
}
