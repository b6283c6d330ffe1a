package io.github.l2nas.engine.latency;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.export.OnnxModel;
import io.github.l2nas.engine.export.TrainedClassifier;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.onnxruntime.OnnxSession;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX Runtime, with whole networks in the form that {@code evaluate} publishes. */
final class OnnxRuntime implements LatencyRuntime {

    /** Name in a job. */
    static final String NAME = "onnxruntime";

    private final int threads;
    private final int batchSize;

    /**
     * @param threads that compute one answer
     * @param batchSize images at once
     */
    OnnxRuntime(int threads, int batchSize) {
        this.threads = threads;
        this.batchSize = batchSize;
    }

    @Override
    public String version() {
        return OnnxSession.version();
    }

    @Override
    public TimedNetwork whole(Network network) {
        LayerGraph graph = network.graph();
        Shape image = SizedNetworks.image(graph);
        int classes = Math.toIntExact(graph.nodes().get(graph.output()).shape().size());
        float[] deviation = new float[image.channels()];
        Arrays.fill(deviation, 1);
        ModelDescription description = new ModelDescription(
                IntStream.range(0, classes).mapToObj(String::valueOf).toList(),
                new float[image.channels()],
                deviation,
                null,
                List.of());
        TrainedClassifier classifier = new TrainedClassifier(
                graph, name -> network.parameters().get(name).values(), description);
        return loaded(OnnxModel.bytes(classifier), image);
    }

    @Override
    public TimedNetwork part(Network block) {
        return loaded(
                OnnxModel.layers(
                        block.graph(), name -> block.parameters().get(name).values()),
                SizedNetworks.image(block.graph()));
    }

    private TimedNetwork loaded(byte[] model, Shape image) {
        OnnxSession session = new OnnxSession(model, threads);
        OnnxSession.Prepared prepared = session.prepare(RandomImages.of(image, batchSize));
        return new TimedNetwork() {
            @Override
            public void run() {
                prepared.run();
            }

            @Override
            public void close() {
                prepared.close();
                session.close();
            }
        };
    }
}
