package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.pytorch.Distance;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.darts.MixedOperation;
import io.github.l2nas.spaces.darts.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The edges of the PC-DARTS supernet as the original PyTorch code computed them. The input of the edge is itself a weight,
 * so that its gradient can be compared: a 1 x 1 convolution of maps in which each point has a channel of its own puts its
 * weights side by side.
 */
class PcDartsReferenceTest {

    private static final String INPUT = "input";
    private static final int THREADS = 1;

    private final Parameters parameters = new Parameters(1);
    private final MixtureGraph mixtures = new MixtureGraph();

    private static List<String> edges() throws IOException {
        return ReferenceNetworks.cases("pc-darts", "grad_output.npy");
    }

    static Stream<Arguments> operations() throws IOException {
        Stream.Builder<Arguments> cases = Stream.builder();
        for (String edge : edges()) {
            for (Operation operation : Operation.values()) {
                if (Files.isDirectory(ReferenceNetworks.file(edge).resolve(operation.notation()))) {
                    cases.add(Arguments.of("onednn", edge, operation));
                    cases.add(Arguments.of("nd4j", edge, operation));
                }
            }
        }
        return cases.build();
    }

    static Stream<Arguments> mixtures() throws IOException {
        return edges().stream().flatMap(edge -> Stream.of(Arguments.of("onednn", edge), Arguments.of("nd4j", edge)));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anEdgeComputesWhatItDoesInPyTorch(String backend, String edge, Operation operation) throws IOException {
        Path folder = read(edge);
        Path expected = folder.resolve(operation.notation());
        NpyFile input = NpyFile.read(folder.resolve("input.npy"));
        LayerGraph graph =
                edge(input, (builder, maps) -> new MixedOperation(builder).add("", operation, stride(folder), maps));

        try (Device device = Backends.choose(backend).open(THREADS)) {
            requireOutput(
                    expected.resolve("output_eval.npy"),
                    pass(device, graph, input)
                            .forward(Statistics.RUNNING, false)
                            .get(0));
            train(device, graph, input, folder, expected);
        }
        for (Path file : ReferenceNetworks.arrays(expected.resolve("grad"))) {
            requireGradient(file, parameters.get(ReferenceNetworks.tensor(file)).gradient());
        }
        for (Path file : ReferenceNetworks.arrays(expected.resolve("buffer_after"))) {
            Distance.requireRelative(
                    file, parameters.get(ReferenceNetworks.tensor(file)).values(), Distance.STATISTICS, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void aMixtureOfAllOperationsComputesWhatItDoesInPyTorch(String backend, String edge) throws IOException {
        Path folder = read(edge);
        Path expected = folder.resolve("mixture");
        NpyFile input = NpyFile.read(folder.resolve("input.npy"));
        double[] weights = NpyFile.read(expected.resolve("weights.npy")).values();
        LayerGraph graph = edge(input, (builder, maps) -> mixtures.add(builder, "", weights, 1, stride(folder), maps));
        mixtures.write(parameters);

        try (Device device = Backends.choose(backend).open(THREADS)) {
            train(device, graph, input, folder, expected);
        }
        requireGradient(
                expected.resolve("grad_weights.npy"), MixtureGraph.floats(mixtures.weightGradients("", 1, parameters)));
    }

    private Path read(String edge) {
        Path folder = ReferenceNetworks.file(edge);
        PyTorchCheckpoint.read(folder.resolve("state_dict.pth"))
                .forEach((name, tensor) -> parameters.put(name, tensor.shape(), tensor.values()));
        return folder;
    }

    private static int stride(Path folder) {
        try {
            return ReferenceNetworks.description(folder).get("stride").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forward and backward, with the output and the gradient of the input compared. */
    private void train(Device device, LayerGraph graph, NpyFile input, Path folder, Path expected) throws IOException {
        Pass training = pass(device, graph, input);
        requireOutput(
                expected.resolve("output_train.npy"),
                training.forward(Statistics.BATCH, true).get(0));
        training.backward(
                List.of(NpyFile.read(folder.resolve("grad_output.npy")).floats()));
        requireGradient(
                expected.resolve("grad_input.npy"), maps(parameters.get(INPUT).gradient(), input));
    }

    private static void requireOutput(Path file, float[] actual) throws IOException {
        Distance.requireLogits(actual, NpyFile.read(file), 0);
    }

    private static void requireGradient(Path file, float[] actual) throws IOException {
        Distance.requireRelative(file, actual, Distance.GRADIENTS, 0);
    }

    private LayerGraph edge(NpyFile input, BiFunction<GraphBuilder, Integer, Integer> operation) {
        List<Integer> sizes = input.shape();
        int images = sizes.get(0);
        int channels = sizes.get(1);
        int side = sizes.get(2);
        int points = images * side * side;
        Weight weight = Weight.whole(INPUT, channels, points, 1, 1);
        parameters.put(INPUT, weight.shape(), weights(input));
        GraphBuilder graph = new GraphBuilder();
        int maps = graph.convolution(weight, 1, 0, 1, 1, graph.input(new Shape(points, side, side)));
        return graph.build(operation.apply(graph, maps), OptionalInt.empty());
    }

    /** In channel p there is one number 1, at point p of all images' points. */
    private Pass pass(Device device, LayerGraph graph, NpyFile input) {
        int images = input.shape().get(0);
        int area = input.shape().get(2) * input.shape().get(3);
        float[] ones = new float[images * images * area * area];
        for (int image = 0; image < images; image++) {
            for (int point = 0; point < area; point++) {
                int channel = image * area + point;
                ones[(image * images * area + channel) * area + point] = 1;
            }
        }
        GraphPlan plan = new GraphPlan(graph, false, Noise.NONE);
        return new Pass(device, new DeviceParameters(device), parameters, plan, ones, Noise.NONE);
    }

    private static float[] weights(NpyFile input) {
        float[] weights = new float[input.values().length];
        forEachPoint(input, (point, weight) -> weights[weight] = (float) input.values()[point]);
        return weights;
    }

    private static float[] maps(float[] weights, NpyFile input) {
        float[] maps = new float[weights.length];
        forEachPoint(input, (point, weight) -> maps[point] = weights[weight]);
        return maps;
    }

    private interface Place {
        void of(int point, int weight);
    }

    private static void forEachPoint(NpyFile input, Place place) {
        int images = input.shape().get(0);
        int channels = input.shape().get(1);
        int area = input.shape().get(2) * input.shape().get(3);
        for (int image = 0; image < images; image++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < area; i++) {
                    place.of((image * channels + channel) * area + i, (channel * images + image) * area + i);
                }
            }
        }
    }
}
