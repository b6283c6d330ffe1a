package io.github.l2nas.engine.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.result.EngineVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.OperatorSetIdProto;

/**
 * {@code model.onnx}: a trained network in the Open Neural Network Exchange format, for any runtime that knows operator set
 * 17 of the default domain. The same network gives the same bytes.
 *
 * <p>Its input {@code input} is N x C x H x W, values from 0 (black) to 1, or N x C for rows of a table; the network
 * itself subtracts the mean and divides by the deviation. Its outputs are {@code logits} and {@code probabilities}, N x
 * classes. N is free. The metadata has {@code classes}, a JSON array in the order of the outputs, {@code model}, what
 * {@code l2nas-model.json} has in {@code model.zip}, and what the caller adds.
 */
public final class OnnxModel {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Of the file format: the one that came with operator set 17. */
    private static final int IR_VERSION = 8;

    private static final int OPERATOR_SET = 17;

    private OnnxModel() {}

    /**
     * Writes a model.
     *
     * @param classifier the network
     * @param metadata more entries of the model's metadata, for example where it comes from
     * @param file where; its directory exists
     * @throws IllegalArgumentException where the state does not fit the network
     * @throws JobException where the file can't be written
     */
    public static void write(TrainedClassifier classifier, Map<String, String> metadata, Path file) {
        ModelProto model = model(classifier, floats(classifier, List.of()), metadata);
        AtomicFile.write(file, model::writeTo);
    }

    /**
     * A model that tells the values on the way, too: those that {@link #writeInt8} must know the ranges of.
     *
     * @param classifier the network
     * @return the bytes of a file; its outputs but {@code logits} and {@code probabilities} are those values
     */
    public static byte[] observed(TrainedClassifier classifier) {
        List<Integer> observed = Int8Plan.of(classifier.graph()).observed();
        return model(classifier, floats(classifier, observed), Map.of()).toByteArray();
    }

    private static GraphProto floats(TrainedClassifier classifier, List<Integer> observed) {
        return OnnxGraph.of(classifier, onnx -> new OnnxPrecision.Floats(classifier::values, onnx), observed);
    }

    /**
     * Writes a model whose weights and activations are integers of eight bits.
     *
     * @param classifier the network
     * @param ranges of the values that {@link #observed} tells, by the names of its outputs
     * @param metadata more entries of the model's metadata
     * @param file where; its directory exists
     * @throws JobException where the file can't be written
     */
    public static void writeInt8(
            TrainedClassifier classifier, Map<String, ValueRange> ranges, Map<String, String> metadata, Path file) {
        Int8Plan plan = Int8Plan.of(classifier.graph());
        GraphProto graph =
                OnnxGraph.of(classifier, onnx -> new Int8Precision(classifier, plan, ranges, onnx), List.of());
        ModelProto model = model(classifier, graph, metadata);
        AtomicFile.write(file, model::writeTo);
    }

    private static ModelProto model(TrainedClassifier classifier, GraphProto graph, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("l2nas")
                .setProducerVersion(EngineVersion.current())
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
        Map<String, String> sorted = new TreeMap<>(metadata);
        sorted.put("classes", classes(classifier.description()));
        sorted.put("model", new String(classifier.description().json(classifier.input()), StandardCharsets.UTF_8));
        sorted.forEach(
                (key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
        return model.build();
    }

    private static String classes(ModelDescription description) {
        try {
            return MAPPER.writeValueAsString(description.classes());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
