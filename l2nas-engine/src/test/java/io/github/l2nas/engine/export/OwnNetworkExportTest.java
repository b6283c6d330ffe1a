package io.github.l2nas.engine.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.onnxruntime.OnnxSession;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Networks as users build them give the same logits in DL4J and in ONNX Runtime. */
class OwnNetworkExportTest {

    private static final int IMAGES = 3;

    @TempDir
    private Path directory;

    private void assertSameLogits(Shape input, UnaryOperator<FeatureMap> layers) throws IOException {
        NetworkBuilder network = new NetworkBuilder(input);
        LayerGraph graph = network.build(layers.apply(network.input()));
        Parameters parameters = new Parameters(3);
        parameters.initialise(graph);
        parameters.all().stream()
                .filter(parameter ->
                        parameter.name().contains(".norm") || parameter.name().contains("norm."))
                .forEach(parameter -> {
                    RandomStream random = new RandomStream(1, parameter.name());
                    for (int i = 0; i < parameter.values().length; i++) {
                        parameter.values()[i] = 0.5f + random.nextFloat();
                    }
                    parameter.changed();
                });
        int classes = graph.nodes().get(graph.output()).shape().channels();
        float[] images = random(IMAGES * (int) input.size());
        float[] logits;
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            logits = executor.logits(graph, parameters, images, Statistics.RUNNING);
        }
        float[] ones = new float[input.channels()];
        Arrays.fill(ones, 1);
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        TrainedClassifier classifier = new TrainedClassifier(
                graph,
                name -> parameters.get(name).values(),
                new ModelDescription(names, new float[input.channels()], ones));
        assertDl4jGives(logits, classifier, images, input);
        Path onnx = directory.resolve("model.onnx");
        OnnxModel.write(classifier, Map.of(), onnx);
        try (OnnxSession session = new OnnxSession(onnx, 1)) {
            assertThat(session.run(images).get("logits"))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(logits);
        }
    }

    private void assertDl4jGives(float[] logits, TrainedClassifier classifier, float[] images, Shape input)
            throws IOException {
        Path file = directory.resolve("model.zip");
        Dl4jModel.write(classifier, file, Instant.EPOCH.plusSeconds(1_700_000_000));
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(file.toFile());
        INDArray batch = Nd4j.create(images, new long[] {IMAGES, input.channels(), input.height(), input.width()}, 'c');
        INDArray found = restored.feedForward(batch, false).get("classifier");
        assertThat(found.dup('c').data().asFloat())
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(logits);
        restored.close();
    }

    private static float[] random(int count) {
        RandomStream random = new RandomStream(2, "images");
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    @Test
    void ofEveryBlock() throws IOException {
        assertSameLogits(new Shape(2, 9, 7), input -> {
            FeatureMap map = input.convolution("stem", 8, 3).batchNorm().relu();
            map = map.basicBlock("basic", 12, 2).basicBlock("again", 12, 1);
            map = map.invertedResidual("inverted", 12, 5, 3, 1).separableConvolution("separable", 10, 3, 1);
            FeatureMap pooled = map.maxPool(3, 1).concat(map.averagePool(3, 1), map);
            return pooled.squeezeExcite("gate", 4)
                    .convolution("mixed", 6, 2, 2, 1, true)
                    .hSwish()
                    .dropout(0.3)
                    .globalAverage()
                    .dropout(0.3)
                    .linear("classifier", 4);
        });
    }

    @Test
    void ofAResidualPerceptronOnColumnsOfATable() throws IOException {
        assertSameLogits(new Shape(5, 1, 1), input -> {
            FeatureMap map = input.linear("first", 16).batchNorm().relu().dropout(0.2);
            FeatureMap residual = map.add(map.linear("second", 16).batchNorm().hSwish());
            FeatureMap wide = residual.concat(residual.linear("third", 7).relu(), input);
            return wide.batchNorm("last.norm").linear("classifier", 3);
        });
    }

    @Test
    void ofColumnsThatAreAddedToWhatALinearLayerGives() throws IOException {
        assertSameLogits(
                new Shape(5, 1, 1),
                input -> input.add(input.linear("same", 5)).relu().linear("classifier", 3));
    }

    @Test
    void ofConvolutionsAndGatesOnVectors() throws IOException {
        assertSameLogits(
                new Shape(5, 1, 1),
                input -> input.linear("first", 8)
                        .squeezeExcite("gate", 2)
                        .convolution("pointwise", 6, 1)
                        .batchNorm()
                        .hSigmoid()
                        .linear("classifier", 3));
    }

    @Test
    void ofANetworkThatEndsWithoutALinearLayer() throws IOException {
        assertSameLogits(
                new Shape(1, 6, 6),
                input -> input.convolution("only", 4, 3).batchNorm().globalAverage());
        assertSameLogits(
                new Shape(4, 1, 1), input -> input.convolution("only", 4, 1).batchNorm());
    }
}
