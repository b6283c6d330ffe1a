package io.github.l2nas.engine.evaluation;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.TopAccuracy;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.quantization.Int8Model;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Writes {@code model-int8.onnx} beside {@code model.onnx} and tests it. */
final class Quantizer {

    private final Path floats;
    private final ModelDescription description;
    private final int threads;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;

    /**
     * @param floats the model in floats, written already
     * @param description of the network
     * @param threads that run it
     * @param events is told of progress
     * @param nanoClock tells when
     */
    Quantizer(
            Path floats, ModelDescription description, int threads, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.floats = floats;
        this.description = description;
        this.threads = threads;
        this.events = events;
        this.nanoClock = nanoClock;
    }

    /**
     * Samples of a data set.
     *
     * @param batches the same whenever they are asked for
     * @param count how many samples they have
     */
    record Samples(Iterable<Batch> batches, int count) {}

    /**
     * Quantizes and tests.
     *
     * @param network that the model in floats is of
     * @param calibration of the training part
     * @param test of the test part
     * @param before how well the model in floats does on the test part
     * @param metadata of the model
     * @return what has changed
     */
    QuantizedEvaluation quantize(
            Network network, Samples calibration, Samples test, TopAccuracy before, Map<String, String> metadata) {
        Path integers = floats.resolveSibling("model-int8.onnx");
        Int8Model model = new Int8Model(integers, description, threads);
        model.write(network, calibration.batches(), metadata);
        Progress progress = new Progress("testing the quantized model", events, nanoClock);
        Int8Model.Tested tested = model.test(test.batches(), done -> progress.report(done, test.count(), Double.NaN));
        return new QuantizedEvaluation(
                before, tested.accuracy(), floats, integers, calibration.count(), tested.runtime());
    }
}
