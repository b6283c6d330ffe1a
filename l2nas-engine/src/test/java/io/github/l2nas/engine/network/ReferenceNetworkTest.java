package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.darts.DartsNetwork;
import io.github.l2nas.spaces.darts.Genotype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The original PyTorch code computed these networks; we must get the same numbers, on every backend. */
class ReferenceNetworkTest {

    private static final double LOGITS = 1e-4;
    private static final double GRADIENT = 1e-3;

    /** At a kink, where one ReLU is within rounding of zero: layers before it agree to about 1e-2 only. */
    private static final double GRADIENT_AT_A_KINK = 2e-2;

    private static final String AT_A_KINK = "darts/cifar-PC_DARTS_cifar";

    /** Relative change of the input that is within what float arithmetic does to it in the first layers. */
    private static final double NEARBY = 1e-6;

    private static final int NEARBY_INPUTS = 32;

    private static final double NEGLIGIBLE = 1e-7;
    private static final int THREADS = Integer.parseInt(
            Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse("2"));

    private final Parameters parameters = new Parameters(1);
    private Path folder;
    private JsonNode reference;
    private LayerGraph graph;

    private Executor open(String backend, String network) throws IOException {
        folder = ReferenceNetworks.file(network);
        reference = new ObjectMapper().readTree(folder.resolve("case.json").toFile());
        graph = network.startsWith("nas-bench-201") ? nasBench201() : darts(network);
        reload();
        return new Executor(Backends.choose(backend), THREADS);
    }

    private LayerGraph nasBench201() {
        var space = (NetworkSpace) SearchSpaces.named("nas-bench-201");
        return space.network(
                space.parse(reference.get("arch").asText()),
                new Skeleton(reference.get("C").asInt(), reference.get("N").asInt(), 10, new Shape(3, 32, 32)));
    }

    private LayerGraph darts(String network) {
        boolean cifar = network.contains("cifar-");
        int side = cifar ? 32 : 224;
        return new DartsNetwork(
                        cifar ? DartsNetwork.Stem.CIFAR : DartsNetwork.Stem.IMAGENET,
                        new Skeleton(
                                reference.get("C").asInt(),
                                reference.get("layers").asInt(),
                                reference.get("num_classes").asInt(),
                                new Shape(3, side, side),
                                reference.get("auxiliary").asBoolean()))
                .compile((Genotype) SearchSpaces.named("darts")
                        .parse(reference.get("genotype").toString()));
    }

    private void reload() {
        PyTorchCheckpoint.read(folder.resolve("state_dict.pth"))
                .forEach((name, tensor) -> parameters.put(name, tensor.shape(), tensor.values()));
    }

    @ParameterizedTest
    @CsvSource({
        "onednn, nas-bench-201/all-conv3x3",
        "onednn, nas-bench-201/all-skip",
        "onednn, nas-bench-201/mixture-1",
        "onednn, nas-bench-201/mixture-2",
        "onednn, nas-bench-201/output-none",
        "onednn, darts/cifar-DARTS_V2",
        "onednn, darts/cifar-PC_DARTS_cifar",
        "onednn, darts/imagenet-DARTS_V2",
        "onednn, darts/imagenet-PDARTS",
        "nd4j, nas-bench-201/mixture-1",
        "nd4j, darts/cifar-PC_DARTS_cifar"
    })
    void evaluationLogitsAreThoseOfPyTorch(String backend, String network) throws IOException {
        try (Executor executor = open(backend, network)) {
            float[] logits =
                    executor.logits(graph, parameters, npy("eval_input.npy").floats(), Statistics.RUNNING);
            requireClose(npy("eval_logits.npy"), logits, LOGITS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "onednn, nas-bench-201/all-conv3x3",
        "onednn, nas-bench-201/all-skip",
        "onednn, nas-bench-201/mixture-1",
        "onednn, nas-bench-201/mixture-2",
        "onednn, nas-bench-201/output-none",
        "onednn, darts/cifar-DARTS_V2",
        "onednn, darts/cifar-PC_DARTS_cifar",
        "nd4j, nas-bench-201/mixture-1",
        "nd4j, darts/cifar-DARTS_V2",
        "nd4j, darts/cifar-PC_DARTS_cifar"
    })
    void trainingStepsAreThoseOfPyTorch(String backend, String network) throws IOException {
        boolean darts = network.startsWith("darts");
        double rate = darts ? 0.025 : 0.1;
        try (Executor executor = open(backend, network)) {
            Sgd sgd = new Sgd(new Sgd.Settings(0.9, !darts, darts ? 3e-4 : 5e-4, Double.POSITIVE_INFINITY));
            double loss = pass(executor);
            assertThat(loss).isCloseTo(reference.get("train").get("loss_step_1").asDouble(), within(1e-4));
            double tolerance = network.equals(AT_A_KINK) ? GRADIENT_AT_A_KINK : GRADIENT;
            for (Path file : files("grad")) {
                requireRelative(file, parameters.get(name(file)).gradient(), tolerance);
            }
            for (Path file : files("buffer_after_step_1")) {
                if (!reachesOutput(name(file))) {
                    continue; // PyTorch moves the statistics of layers that no output depends on; here they don't run
                }
                requireRelative(file, parameters.get(name(file)).values(), GRADIENT);
            }
            sgd.step(graph, parameters, rate);
            for (Path file : files("after_step_1")) {
                requireRelative(file, parameters.get(name(file)).values(), GRADIENT);
            }
            if (Files.isDirectory(folder.resolve("train/after_step_2"))) {
                pass(executor);
                sgd.step(graph, parameters, rate);
                for (Path file : files("after_step_2")) {
                    requireRelative(file, parameters.get(name(file)).values(), darts ? 1e-2 : GRADIENT);
                }
            }
            reload();
            Sgd decaying = new Sgd(new Sgd.Settings(0.9, !darts, 0.3, Double.POSITIVE_INFINITY));
            pass(executor);
            decaying.step(graph, parameters, rate);
            for (Path file : files("after_step_1_weight_decay_0.3")) {
                requireRelative(file, parameters.get(name(file)).values(), GRADIENT);
            }
        }
    }

    /** On the other side of the kink, a rounding error away, the gradients are PyTorch's. */
    @ParameterizedTest
    @CsvSource({"onednn", "nd4j"})
    void nextToTheKinkGradientsAreThoseOfPyTorch(String backend) throws IOException {
        try (Executor executor = open(backend, AT_A_KINK)) {
            float[] input = npy("train/input.npy").floats();
            RandomStream random = new RandomStream(1, "kink");
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < NEARBY_INPUTS && best > GRADIENT; i++) {
                float[] nearby = new float[input.length];
                for (int j = 0; j < input.length; j++) {
                    nearby[j] = (float) (input[j] * (1 + NEARBY * (2 * random.nextDouble() - 1)));
                }
                pass(executor, nearby);
                best = Math.min(best, largestDifference(files("grad")));
            }
            assertThat(best).isLessThanOrEqualTo(GRADIENT);
        }
    }

    /** Of gradients, relative to the largest of each parameter. */
    private double largestDifference(List<Path> files) throws IOException {
        double difference = 0;
        for (Path file : files) {
            double[] expected = NpyFile.read(file).values();
            double largest = largest(expected);
            float[] actual = parameters.get(name(file)).gradient();
            for (int i = 0; i < actual.length; i++) {
                double absolute = Math.abs(actual[i] - expected[i]);
                difference = Math.max(difference, absolute <= NEGLIGIBLE ? 0 : absolute / largest);
            }
        }
        return difference;
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private boolean reachesOutput(String statistic) {
        return new GraphPlan(graph, true, Noise.NONE)
                .steps().stream()
                        .anyMatch(step -> step.layer() instanceof Layer.BatchNorm norm
                                && statistic.startsWith(norm.name() + ".running_"));
    }

    private double pass(Executor executor) throws IOException {
        return pass(executor, npy("train/input.npy").floats());
    }

    private double pass(Executor executor, float[] input) throws IOException {
        int[] labels = Arrays.stream(npy("train/labels.npy").values())
                .mapToInt(label -> (int) label)
                .toArray();
        return executor.train(
                graph,
                parameters,
                input,
                labels,
                new CrossEntropy(0, graph.auxiliaryOutput().isPresent() ? 0.4 : 0),
                Noise.NONE);
    }

    private List<Path> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("train").resolve(directory))) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.npy$", "");
    }

    private NpyFile npy(String file) throws IOException {
        return NpyFile.read(folder.resolve(file));
    }

    private static void requireRelative(Path file, float[] actual, double tolerance) throws IOException {
        NpyFile expected = NpyFile.read(file);
        double largest = largest(expected.values());
        assertThat(actual).as(file.toString()).hasSameSizeAs(expected.values());
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("%s [%d] of largest %s", file, i, largest)
                    .isCloseTo(expected.values()[i], within(Math.max(tolerance * largest, NEGLIGIBLE)));
        }
    }

    private static void requireClose(NpyFile expected, float[] actual, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected.values());
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).as("[%d]", i).isCloseTo(expected.values()[i], within(tolerance));
        }
    }
}
