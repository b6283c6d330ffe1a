package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.darts.MixedOperation;
import io.github.l2nas.spaces.darts.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    private static final double OUTPUT = 1e-4;
    private static final double GRADIENT = 1e-3;
    private static final String INPUT = "input";
    private static final Map<Operation, String> NAMES = Map.of(
            Operation.MAX_POOL_3X3, "max_pool_3x3",
            Operation.AVERAGE_POOL_3X3, "avg_pool_3x3",
            Operation.SKIP_CONNECT, "skip_connect",
            Operation.SEPARABLE_3X3, "sep_conv_3x3",
            Operation.SEPARABLE_5X5, "sep_conv_5x5",
            Operation.DILATED_3X3, "dil_conv_3x3",
            Operation.DILATED_5X5, "dil_conv_5x5");
    private static final int THREADS = Integer.parseInt(
            Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse("2"));

    private final Parameters parameters = new Parameters(1);

    static Stream<Arguments> edges() {
        return Stream.of("onednn", "nd4j")
                .flatMap(backend -> Stream.of(8, 16)
                        .flatMap(channels -> Stream.of(1, 2)
                                .flatMap(stride -> Arrays.stream(Operation.values())
                                        .map(operation -> Arguments.of(backend, channels, stride, operation)))));
    }

    @ParameterizedTest(name = "{0}: C={1}, stride {2}, {3}")
    @MethodSource("edges")
    void anEdgeComputesWhatItDoesInPyTorch(String backend, int channels, int stride, Operation operation)
            throws IOException {
        Path folder =
                ReferenceNetworks.file(String.format(Locale.ROOT, "pc-darts/mixed-op-C%d/stride-%d", channels, stride));
        Path expected = folder.resolve(NAMES.get(operation));
        NpyFile input = NpyFile.read(folder.resolve("input.npy"));
        PyTorchCheckpoint.read(folder.resolve("state_dict.pth"))
                .forEach((name, tensor) -> parameters.put(name, tensor.shape(), tensor.values()));
        LayerGraph graph = edge(input, operation, stride);

        try (Device device = Backends.choose(backend).open(THREADS)) {
            Pass evaluation = pass(device, graph, input);
            float[] output = evaluation.forward(Statistics.RUNNING, false).get(0);
            requireClose(expected.resolve("output_eval.npy"), output, OUTPUT);

            Pass training = pass(device, graph, input);
            float[] trained = training.forward(Statistics.BATCH, true).get(0);
            requireClose(expected.resolve("output_train.npy"), trained, OUTPUT);
            training.backward(
                    List.of(NpyFile.read(folder.resolve("grad_output.npy")).floats()));
        }

        requireClose(
                expected.resolve("grad_input.npy"), maps(parameters.get(INPUT).gradient(), input), GRADIENT);
        for (Path file : files(expected.resolve("grad"))) {
            requireClose(file, parameters.get(name(file)).gradient(), GRADIENT);
        }
        for (Path file : files(expected.resolve("buffer_after"))) {
            requireClose(file, parameters.get(name(file)).values(), OUTPUT);
        }
    }

    private LayerGraph edge(NpyFile input, Operation operation, int stride) {
        List<Integer> sizes = input.shape();
        int images = sizes.get(0);
        int channels = sizes.get(1);
        int side = sizes.get(2);
        int points = images * side * side;
        Weight weight = Weight.whole(INPUT, channels, points, 1, 1);
        parameters.put(INPUT, weight.shape(), weights(input));
        GraphBuilder graph = new GraphBuilder();
        int maps = graph.convolution(weight, 1, 0, 1, 1, graph.input(new Shape(points, side, side)));
        int output = new MixedOperation(graph).add("", operation, stride, maps);
        return graph.build(output, OptionalInt.empty());
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

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.npy$", "");
    }

    private static void requireClose(Path file, float[] actual, double tolerance) throws IOException {
        double[] expected = NpyFile.read(file).values();
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(actual).as(file.toString()).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("%s [%d] of largest %s", file, i, largest)
                    .isCloseTo(expected[i], within(tolerance * largest));
        }
    }
}
