package io.github.l2nas.engine.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.data.Feature;
import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.export.ReferenceClassifier;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.onnxruntime.OnnxSession;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quantized networks answer nearly as the same networks do in floats, and compute with integers. */
class Int8ModelTest {

    private static final int SAMPLES = 16;

    @TempDir
    private Path directory;

    private Path write(Network network, ModelDescription description, float[] samples, int count) {
        Path file = directory.resolve("model-int8.onnx");
        new Int8Model(file, description, 1)
                .write(network, List.of(new Batch(samples, new int[count])), Map.of("space", "own"));
        return file;
    }

    private static ModelDescription description(Shape input, int classes) {
        float[] mean = new float[input.channels()];
        float[] deviation = new float[input.channels()];
        for (int channel = 0; channel < mean.length; channel++) {
            mean[channel] = 0.25f * channel;
            deviation[channel] = 0.5f + channel;
        }
        List<Feature> features = input.height() * input.width() > 1
                ? List.of()
                : IntStream.range(0, mean.length)
                        .mapToObj(index -> Feature.number("f" + index))
                        .toList();
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new ModelDescription(names, mean, deviation, null, features);
    }

    private static float[] random(int count, String stream) {
        RandomStream random = new RandomStream(2, stream);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** Root of the mean square of the differences, as a part of that of the expected values. */
    private static double relativeError(float[] found, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(found[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }

    /** Their weights are random, and normalisations that fit no data carry rounding on; other answers are further away. */
    @ParameterizedTest
    @MethodSource("io.github.l2nas.engine.export.ReferenceClassifier#names")
    void referenceNetworksAnswerNearlyAsInPyTorch(String name) throws IOException {
        ReferenceClassifier reference = ReferenceClassifier.read(name);
        float[] images = reference.images().floats();
        Parameters parameters = new Parameters(0);
        reference.weights().forEach((key, tensor) -> parameters.put(key, tensor.shape(), tensor.values()));
        ModelDescription description = description(reference.image(), reference.classes());
        Path file = write(new Network(reference.graph(), parameters), description, images, reference.count());

        try (OnnxSession session = new OnnxSession(file, 1)) {
            float[] logits = session.run(description.unnormalised(images, reference.count()))
                    .get("logits");
            assertThat(relativeError(logits, reference.logits().floats())).isLessThan(0.5);
        }
    }

    private void requireNearlySameLogits(Shape input, UnaryOperator<FeatureMap> layers) throws IOException {
        Network network = network(input, layers);
        LayerGraph graph = network.graph();
        int classes = graph.nodes().get(graph.output()).shape().channels();
        float[] samples = random(SAMPLES * (int) input.size(), "samples");
        float[] expected;
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            expected = executor.logits(graph, network.parameters(), samples, Statistics.RUNNING);
        }
        ModelDescription description = description(input, classes);
        Path file = write(network, description, samples, SAMPLES);
        try (OnnxSession session = new OnnxSession(file, 1)) {
            float[] logits =
                    session.run(description.unnormalised(samples, SAMPLES)).get("logits");
            assertThat(relativeError(logits, expected)).isLessThan(0.05);
            assertThat(session.metadata()).containsEntry("space", "own").containsKey("classes");
        }
        requireIntegers(ModelProto.parseFrom(Files.readAllBytes(file)));
    }

    private static Network network(Shape input, UnaryOperator<FeatureMap> layers) {
        NetworkBuilder builder = new NetworkBuilder(input);
        LayerGraph graph = builder.build(layers.apply(builder.input()));
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
        return new Network(graph, parameters);
    }

    /** What convolutions and linear layers read are integers, weights of eight bits among them, none beyond 64. */
    private static void requireIntegers(ModelProto model) {
        Map<String, TensorProto> known = new HashMap<>();
        model.getGraph().getInitializerList().forEach(tensor -> known.put(tensor.getName(), tensor));
        Map<String, String> dequantized = new HashMap<>();
        Set<String> computing = new HashSet<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            if (node.getOpType().equals("DequantizeLinear")) {
                dequantized.put(node.getOutput(0), node.getInput(0));
            } else if (node.getOpType().equals("Conv") || node.getOpType().equals("Gemm")) {
                computing.add(node.getOutput(0));
                assertThat(dequantized.keySet()).containsAll(node.getInputList());
                TensorProto weight = known.get(dequantized.get(node.getInput(1)));
                assertThat(weight.getDataType()).isEqualTo(TensorProto.DataType.INT8_VALUE);
                for (byte value : weight.getRawData().toByteArray()) {
                    assertThat((int) value).isBetween(-64, 64);
                }
            }
        }
        assertThat(computing).isNotEmpty();
    }

    @Test
    void blocksOfOwnSpacesAnswerNearlyAsInFloats() throws IOException {
        requireNearlySameLogits(new Shape(2, 9, 7), input -> {
            FeatureMap map = input.convolution("stem", 8, 3).batchNorm().relu();
            map = map.basicBlock("basic", 12, 2).basicBlock("again", 12, 1);
            map = map.invertedResidual("inverted", 12, 5, 3, 1).separableConvolution("separable", 10, 3, 1);
            FeatureMap pooled = map.maxPool(3, 1).concat(map.averagePool(3, 1), map);
            return pooled.squeezeExcite("gate", 4)
                    .convolution("mixed", 6, 2, 2, 1, true)
                    .hSwish()
                    .dropout(0.3)
                    .globalAverage()
                    .linear("classifier", 4);
        });
    }

    @Test
    void networksOnRowsAnswerNearlyAsInFloats() throws IOException {
        requireNearlySameLogits(new Shape(5, 1, 1), input -> {
            FeatureMap map = input.linear("first", 16).batchNorm().relu();
            FeatureMap residual = map.add(map.linear("second", 16).batchNorm().hSwish());
            return residual.concat(residual.linear("third", 7).relu(), input)
                    .batchNorm("last.norm")
                    .linear("classifier", 3);
        });
    }

    @Test
    void theSameNetworkAndSamplesGiveTheSameBytes() throws IOException {
        Shape input = new Shape(2, 6, 6);
        Network network = network(
                input,
                map -> map.convolution("stem", 8, 3)
                        .batchNorm()
                        .relu()
                        .globalAverage()
                        .linear("classifier", 3));
        float[] samples = random(SAMPLES * (int) input.size(), "samples");
        byte[] first = Files.readAllBytes(write(network, description(input, 3), samples, SAMPLES));
        byte[] again = Files.readAllBytes(write(network, description(input, 3), samples, SAMPLES));
        byte[] other =
                Files.readAllBytes(write(network, description(input, 3), random(samples.length, "others"), SAMPLES));

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aNetworkThatGivesNoNumbersIsRefused() {
        Shape input = new Shape(2, 6, 6);
        Network network = network(
                input,
                map -> map.convolution("stem", 8, 3).relu().globalAverage().linear("classifier", 3));
        String first = network.graph().weights().keySet().iterator().next();
        network.parameters().get(first).values()[0] = Float.POSITIVE_INFINITY;
        float[] samples = random(SAMPLES * (int) input.size(), "samples");

        assertThatThrownBy(() -> write(network, description(input, 3), samples, SAMPLES))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("can't be quantized");
    }
}
