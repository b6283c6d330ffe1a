package io.github.l2nas.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.spaces.nasbench201.NasBench201;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jModelTest {

    private static final Instant TIMESTAMP = Instant.parse("2026-01-02T03:04:06Z");
    private static final float TOLERANCE = 1e-4f;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("io.github.l2nas.engine.export.ReferenceClassifier#names")
    void aRestoredModelAnswersAsPyTorchDid(String name) throws IOException {
        ReferenceClassifier reference = ReferenceClassifier.read(name);
        Path file = directory.resolve("model.zip");
        Dl4jModel.write(reference.classifier(), file, TIMESTAMP);

        try (Restored model = Restored.from(file)) {
            float[] images = reference.images().floats();
            float[] logits = reference.logits().floats();
            assertThat(model.activations("classifier", images, reference.image()))
                    .usingComparatorWithPrecision(TOLERANCE)
                    .containsExactly(logits);
            assertThat(model.probabilities(images, reference.image()))
                    .usingComparatorWithPrecision(TOLERANCE)
                    .containsExactly(reference.probabilities());
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        ReferenceClassifier reference = ReferenceClassifier.read("darts/cifar-PC_DARTS_cifar");
        Path first = directory.resolve("first.zip");
        Path second = directory.resolve("second.zip");
        Dl4jModel.write(reference.classifier(), first, TIMESTAMP);
        Dl4jModel.write(reference.classifier(), second, TIMESTAMP);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void entriesAreStoredWithTheGivenTime() throws IOException {
        Path file = writeSmall();

        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> entries = zip.stream().toList();
            assertThat(entries)
                    .extracting(ZipEntry::getName)
                    .containsExactly("configuration.json", "coefficients.bin", "l2nas-model.json");
            assertThat(entries).allSatisfy(entry -> {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                assertThat(entry.getTimeLocal()).isEqualTo("2026-01-02T03:04:06");
            });
        }
    }

    @Test
    void classesAndPreprocessingLieBesideTheNetwork() throws IOException {
        Path file = writeSmall();

        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream entry = zip.getInputStream(zip.getEntry(Dl4jModel.DESCRIPTION))) {
            JsonNode json = new ObjectMapper().readTree(entry);
            assertThat(json)
                    .hasToString(
                            "{\"input\":{\"channels\":1,\"height\":8,\"width\":8,\"mean\":[0.3],\"deviation\":[0.25]},"
                                    + "\"classes\":[\"cat\",\"dog\"]}");
        }
    }

    @Test
    void drawsNothingInADeadBranch() throws IOException {
        NasBench201 space = new NasBench201();
        LayerGraph graph = space.network(
                space.parse("|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|none~2|"),
                new Skeleton(2, 1, 2, new Shape(1, 8, 8)));
        Path file = directory.resolve("model.zip");
        Dl4jModel.write(new TrainedClassifier(graph, key -> ones(graph, key), SMALL), file, TIMESTAMP);

        try (Restored model = Restored.from(file)) {
            assertThat(model.vertices())
                    .contains("stem.0", "cells.1.conv_a.op.1", "lastact.0")
                    .noneMatch(name -> name.contains("layers") || name.startsWith("zeros"));
        }
    }

    @Test
    void normalisesWithoutGammaAndBetaAsWithOneAndZero() throws IOException {
        Function<String, float[]> state = key -> switch (key) {
            case "norm.weight" -> new float[] {1, 1};
            case "norm.bias" -> new float[] {0, 0};
            case "norm.running_mean" -> new float[] {0.5f, -0.25f};
            case "norm.running_var" -> new float[] {4, 0.0625f};
            case "classifier.weight" -> new float[] {1, 0, 0, 1};
            default -> new float[2];
        };
        float[] plain = normalised(state, false);

        assertThat(plain).containsExactly(normalised(state, true));
        assertThat(plain).usingComparatorWithPrecision(1e-3f).containsExactly(0.25f, 5f);
    }

    /** What a network of one batch normalisation makes of an image of ones. */
    private float[] normalised(Function<String, float[]> state, boolean affine) throws IOException {
        Shape image = new Shape(2, 4, 4);
        GraphBuilder graph = new GraphBuilder();
        int input = graph.input(image);
        int norm = affine ? graph.batchNorm("norm", input) : graph.plainBatchNorm("norm", input);
        Path file = directory.resolve("model.zip");
        Dl4jModel.write(
                new TrainedClassifier(
                        classifier(graph, graph.globalAveragePool(norm)),
                        state,
                        new ModelDescription(List.of("cat", "dog"), new float[2], new float[] {1, 1})),
                file,
                TIMESTAMP);
        float[] ones = new float[Math.toIntExact(image.size())];
        Arrays.fill(ones, 1);
        try (Restored model = Restored.from(file)) {
            return model.activations("classifier", ones, image);
        }
    }

    @Test
    void saysWhatTheStateLacks() {
        assertThatThrownBy(() -> write(small(), key -> null, SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state has no conv.weight");
        assertThatThrownBy(() -> write(small(), key -> new float[3], SMALL))
                .hasMessage("the state's conv.weight has 3 numbers, the network's has shape [2, 1, 3, 3]");
    }

    @Test
    void saysWhatTheDescriptionLacks() {
        ModelDescription threeClasses =
                new ModelDescription(List.of("cat", "dog", "cow"), new float[] {0}, new float[] {1});
        assertThatThrownBy(() -> write(small(), key -> ones(small(), key), threeClasses))
                .hasMessage("3 class names for a network with 2 classes");
        ModelDescription colour =
                new ModelDescription(List.of("cat", "dog"), new float[] {0, 0, 0}, new float[] {1, 1, 1});
        assertThatThrownBy(() -> write(small(), key -> ones(small(), key), colour))
                .hasMessage("preprocessing is for 3 channels, the network's images have 1");
    }

    @Test
    void namesTheLayerThatCannotBeExported() {
        GraphBuilder graph = new GraphBuilder();
        int input = graph.input(new Shape(4, 8, 8));
        int grouped = graph.convolution(Weight.whole("conv.weight", 2, 2, 3, 3), 1, 1, 1, 2, input);
        LayerGraph network = classifier(graph, graph.globalAveragePool(grouped));
        ModelDescription description =
                new ModelDescription(List.of("cat", "dog"), new float[4], new float[] {1, 1, 1, 1});

        assertThatThrownBy(() -> write(network, key -> ones(network, key), description))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("DL4J has no convolution in 2 groups of 4 channels: conv.weight");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = directory.resolve("absent").resolve("model.zip");

        assertThatThrownBy(() -> Dl4jModel.write(
                        new TrainedClassifier(small(), key -> ones(small(), key), SMALL), file, TIMESTAMP))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("can't write")
                .hasMessageContaining("model.zip");
    }

    private static final ModelDescription SMALL =
            new ModelDescription(List.of("cat", "dog"), new float[] {0.3f}, new float[] {0.25f});

    private void write(LayerGraph graph, Function<String, float[]> state, ModelDescription description) {
        Dl4jModel.write(new TrainedClassifier(graph, state, description), directory.resolve("m.zip"), TIMESTAMP);
    }

    private Path writeSmall() {
        LayerGraph graph = small();
        Path file = directory.resolve("model.zip");
        Dl4jModel.write(new TrainedClassifier(graph, key -> ones(graph, key), SMALL), file, TIMESTAMP);
        assertThat(file).exists();
        assertThat(directory.toFile().list()).containsExactly("model.zip");
        return file;
    }

    private static LayerGraph small() {
        GraphBuilder graph = new GraphBuilder();
        int input = graph.input(new Shape(1, 8, 8));
        int node = graph.convolution(Weight.whole("conv.weight", 2, 1, 3, 3), 1, 1, 1, 1, input);
        return classifier(graph, graph.globalAveragePool(node));
    }

    private static LayerGraph classifier(GraphBuilder graph, int features) {
        int logits =
                graph.linear(Weight.whole("classifier.weight", 2, 2), Weight.whole("classifier.bias", 2), features);
        return graph.build(logits, OptionalInt.empty());
    }

    private static float[] ones(LayerGraph graph, String key) {
        Weight weight = graph.weights().get(key);
        int size = weight != null
                ? Math.toIntExact(weight.size())
                : Math.toIntExact(graph.weights()
                        .get(key.substring(0, key.indexOf(".running")) + ".weight")
                        .size());
        float[] values = new float[size];
        Arrays.fill(values, 1);
        return values;
    }

    /** A model as a user of DL4J has it. */
    private record Restored(ComputationGraph network) implements AutoCloseable {

        static Restored from(Path file) throws IOException {
            return new Restored(ModelSerializer.restoreComputationGraph(file.toFile()));
        }

        float[] probabilities(float[] images, Shape shape) {
            return network.outputSingle(batch(images, shape)).dup('c').data().asFloat();
        }

        float[] activations(String vertex, float[] images, Shape shape) {
            INDArray values = network.feedForward(batch(images, shape), false).get(vertex);
            return values.dup('c').data().asFloat();
        }

        private static INDArray batch(float[] images, Shape shape) {
            long count = images.length / shape.size();
            return Nd4j.create(images, new long[] {count, shape.channels(), shape.height(), shape.width()}, 'c');
        }

        List<String> vertices() {
            return new ArrayList<>(network.getConfiguration().getVertices().keySet());
        }

        @Override
        public void close() {
            network.close();
        }
    }
}
