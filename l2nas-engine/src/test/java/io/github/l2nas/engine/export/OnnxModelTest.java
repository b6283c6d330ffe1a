package io.github.l2nas.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.data.Feature;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.onnxruntime.OnnxSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxModelTest {

    private static final float TOLERANCE = 1e-4f;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("io.github.l2nas.engine.export.ReferenceClassifier#names")
    void onnxRuntimeAnswersAsPyTorchDid(String name) throws IOException {
        ReferenceClassifier reference = ReferenceClassifier.read(name);
        Path file = directory.resolve("model.onnx");
        OnnxModel.write(reference.classifier(), Map.of(), file);

        try (OnnxSession session = new OnnxSession(file, 1)) {
            Map<String, float[]> outputs = session.run(reference.images().floats());
            assertThat(outputs.get("logits"))
                    .usingComparatorWithPrecision(TOLERANCE)
                    .containsExactly(reference.logits().floats());
            assertThat(outputs.get("probabilities"))
                    .usingComparatorWithPrecision(TOLERANCE)
                    .containsExactly(reference.probabilities());
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        ReferenceClassifier reference = ReferenceClassifier.read("darts/cifar-PC_DARTS_cifar");
        Path first = directory.resolve("first.onnx");
        Path second = directory.resolve("second.onnx");
        OnnxModel.write(reference.classifier(), Map.of("a", "1", "b", "2", "c", "3"), first);
        OnnxModel.write(reference.classifier(), Map.of("c", "3", "b", "2", "a", "1"), second);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void normalisesTheImageItself() {
        Shape image = new Shape(2, 2, 2);
        NetworkBuilder network = new NetworkBuilder(image);
        LayerGraph graph = network.build(network.input().globalAverage());
        Path file = write(
                graph,
                new ModelDescription(List.of("cat", "dog"), new float[] {0.5f, 0.25f}, new float[] {0.25f, 0.5f}));

        try (OnnxSession session = new OnnxSession(file, 1)) {
            assertThat(session.inputShape()).containsExactly(-1, 2, 2, 2);
            assertThat(session.run(new float[] {1, 1, 1, 1, 0, 0, 0, 0}).get("logits"))
                    .containsExactly(2, -0.5f);
        }
    }

    @Test
    void rowsOfATableGoInAsVectors() {
        Shape row = new Shape(2, 1, 1);
        NetworkBuilder network = new NetworkBuilder(row);
        LayerGraph graph = network.build(network.input().linear("only", 2));
        Path file = write(
                graph,
                new ModelDescription(
                        List.of("no", "yes"),
                        new float[] {1, 2},
                        new float[] {2, 4},
                        null,
                        List.of(Feature.number("height"), Feature.number("weight"))));

        try (OnnxSession session = new OnnxSession(file, 1)) {
            assertThat(session.inputShape()).containsExactly(-1, 2);
            assertThat(session.run(new float[] {3, 6, 1, 2}).get("logits")).containsExactly(3, 3, 1, 1);
        }
    }

    @Test
    void theMetadataHasClassesPreprocessingAndWhatTheCallerAdds() {
        Shape image = new Shape(1, 2, 2);
        NetworkBuilder network = new NetworkBuilder(image);
        LayerGraph graph = network.build(network.input().linear("only", 2));
        Path file = directory.resolve("model.onnx");
        ModelDescription description =
                new ModelDescription(List.of("cat", "\"dog\""), new float[] {0.5f}, new float[] {0.25f});
        OnnxModel.write(new TrainedClassifier(graph, ones(graph), description), Map.of("space", "own"), file);

        try (OnnxSession session = new OnnxSession(file, 1)) {
            assertThat(session.metadata())
                    .containsEntry("classes", "[\"cat\",\"\\\"dog\\\"\"]")
                    .containsEntry("space", "own")
                    .containsEntry(
                            "model",
                            "{\"input\":{\"channels\":1,\"height\":2,\"width\":2,\"mean\":[0.5],\"deviation\":[0.25]},"
                                    + "\"classes\":[\"cat\",\"\\\"dog\\\"\"]}");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Shape image = new Shape(1, 2, 2);
        NetworkBuilder network = new NetworkBuilder(image);
        LayerGraph graph = network.build(network.input().linear("only", 2));
        ModelDescription description = new ModelDescription(List.of("cat", "dog"), new float[] {0}, new float[] {1});
        TrainedClassifier classifier = new TrainedClassifier(graph, ones(graph), description);

        assertThatThrownBy(() -> OnnxModel.write(
                        classifier, Map.of(), directory.resolve("absent").resolve("model.onnx")))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("model.onnx");
    }

    private Path write(LayerGraph graph, ModelDescription description) {
        Path file = directory.resolve("model.onnx");
        OnnxModel.write(new TrainedClassifier(graph, ones(graph), description), Map.of(), file);
        return file;
    }

    private static Function<String, float[]> ones(LayerGraph graph) {
        return name -> {
            float[] values = new float[Math.toIntExact(graph.weights().get(name).size())];
            Arrays.fill(values, 1);
            return values;
        };
    }
}
