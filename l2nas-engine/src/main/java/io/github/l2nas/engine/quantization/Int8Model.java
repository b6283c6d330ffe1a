package io.github.l2nas.engine.quantization;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.export.OnnxModel;
import io.github.l2nas.engine.export.TrainedClassifier;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.TopAccuracy;
import io.github.l2nas.engine.onnxruntime.OnnxSession;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/** {@code model-int8.onnx}: a trained network with weights and activations of eight bits, quantized after training. */
public final class Int8Model {

    private static final String INT8 = "int8";
    private static final String LOGITS = "logits";

    private final Path file;
    private final ModelDescription description;
    private final int threads;

    /**
     * @param file where the model is or will be
     * @param description of the network
     * @param threads that run it
     */
    public Int8Model(Path file, ModelDescription description, int threads) {
        this.file = file;
        this.description = description;
        this.threads = threads;
    }

    /**
     * Refuses other types of integers than the one there is.
     *
     * @param quantization as declared; null for none
     * @throws JobException where it is not {@code int8}
     */
    public static void requireKnown(String quantization) {
        if (quantization != null && !quantization.equals(INT8)) {
            throw new JobException("quantization", "'" + quantization + "' is unknown; there is " + INT8);
        }
    }

    /**
     * Measures the ranges of the activations and writes the model. The same network and samples give the same bytes.
     *
     * @param network as it was trained
     * @param calibration samples of the training part, normalised; the same whenever they are asked for
     * @param metadata more entries of the model's metadata
     */
    public void write(Network network, Iterable<Batch> calibration, Map<String, String> metadata) {
        TrainedClassifier classifier = TrainedClassifier.folded(network, description);
        OnnxModel.writeInt8(classifier, ActivationRanges.of(classifier, calibration, threads), metadata, file);
    }

    /**
     * What came of a test.
     *
     * @param accuracy on its samples
     * @param runtime that ran the model, for example {@code onnxruntime 1.23.2}
     */
    public record Tested(TopAccuracy accuracy, String runtime) {}

    /**
     * Runs the model in ONNX Runtime.
     *
     * @param samples to test with, normalised; at least one
     * @param listener is told after each batch how many samples have been tested
     * @return how well it does
     */
    public Tested test(Iterable<Batch> samples, IntConsumer listener) {
        TopAccuracy.Count count = new TopAccuracy.Count();
        int tested = 0;
        try (OnnxSession session = new OnnxSession(file, threads)) {
            for (Batch batch : samples) {
                float[] inputs = description.unnormalised(batch.images(), batch.count());
                count.add(session.run(inputs, Set.of(LOGITS)).get(LOGITS), batch.labels());
                tested += batch.count();
                listener.accept(tested);
            }
            return new Tested(count.accuracy(), OnnxSession.version());
        }
    }
}
