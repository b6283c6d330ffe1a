package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.pytorch.Distance;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Device;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.darts.DartsNetwork;
import io.github.l2nas.spaces.darts.Genotype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The original PyTorch code computed these networks; we must get the same numbers, on every backend. */
class ReferenceNetworkTest {

    private static final List<String> FAMILIES = List.of("nas-bench-201", "darts");
    private static final double LOSS = 1e-5;
    private static final int MOST_STEPS = 10;
    private static final int THREADS = 1;

    private final Parameters parameters = new Parameters(1);
    private Path folder;
    private JsonNode reference;
    private LayerGraph graph;

    private static Stream<Arguments> cases(String file) throws IOException {
        Stream.Builder<Arguments> cases = Stream.builder();
        for (String family : FAMILIES) {
            for (String network : ReferenceNetworks.cases(family, file)) {
                cases.add(Arguments.of("onednn", network));
                cases.add(Arguments.of("nd4j", network));
            }
        }
        return cases.build();
    }

    static Stream<Arguments> evaluated() throws IOException {
        return cases("eval_logits_float64.npy");
    }

    static Stream<Arguments> trained() throws IOException {
        return cases("train/input.npy");
    }

    static Stream<Arguments> runInTrainingMode() throws IOException {
        return ReferenceNetworks.cases("darts", "train_logits.npy").stream()
                .flatMap(network -> Stream.of(Arguments.of("onednn", network), Arguments.of("nd4j", network)));
    }

    private void read(String network) throws IOException {
        folder = ReferenceNetworks.file(network);
        reference = ReferenceNetworks.description(folder);
        graph = network.startsWith("nas-bench-201") ? nasBench201() : darts();
        reload();
    }

    private LayerGraph nasBench201() throws IOException {
        var space = (NetworkSpace) SearchSpaces.named("nas-bench-201");
        return space.network(
                space.parse(reference.get("arch").asText()),
                new Skeleton(
                        reference.get("C").asInt(),
                        reference.get("N").asInt(),
                        reference.get("num_classes").asInt(),
                        image()));
    }

    private LayerGraph darts() throws IOException {
        boolean cifar = reference.get("class").asText().equals("NetworkCIFAR");
        return new DartsNetwork(
                        cifar ? DartsNetwork.Stem.CIFAR : DartsNetwork.Stem.IMAGENET,
                        new Skeleton(
                                reference.get("C").asInt(),
                                reference.get("layers").asInt(),
                                reference.get("num_classes").asInt(),
                                image(),
                                reference.get("auxiliary").asBoolean()))
                .compile((Genotype) SearchSpaces.named("darts")
                        .parse(reference.get("genotype").toString()));
    }

    private Shape image() throws IOException {
        List<Integer> sizes = npy("eval_input.npy").shape();
        return new Shape(sizes.get(1), sizes.get(2), sizes.get(3));
    }

    private void reload() {
        PyTorchCheckpoint.read(folder.resolve("state_dict.pth"))
                .forEach((name, tensor) -> parameters.put(name, tensor.shape(), tensor.values()));
    }

    @ParameterizedTest
    @MethodSource("evaluated")
    void evaluationLogitsAreThoseOfPyTorch(String backend, String network) throws IOException {
        read(network);
        try (Executor executor = new Executor(Backends.choose(backend), THREADS)) {
            float[] logits =
                    executor.logits(graph, parameters, npy("eval_input.npy").floats(), Statistics.RUNNING);
            Distance.requireLogits(logits, npy("eval_logits.npy"), npy("eval_logits_float64.npy"));
        }
    }

    @ParameterizedTest
    @MethodSource("trained")
    void logitsOfATrainingBatchAreThoseOfPyTorch(String backend, String network) throws IOException {
        requireTrainingLogits(backend, network, "train/input.npy", "train/logits.npy", "train/logits_aux.npy");
    }

    @ParameterizedTest
    @MethodSource("runInTrainingMode")
    void trainingModeGivesTheLogitsOfPyTorch(String backend, String network) throws IOException {
        requireTrainingLogits(backend, network, "eval_input.npy", "train_logits.npy", "train_logits_aux.npy");
    }

    private void requireTrainingLogits(String backend, String network, String input, String expected, String auxiliary)
            throws IOException {
        read(network);
        try (Device device = Backends.choose(backend).open(THREADS)) {
            GraphPlan plan = new GraphPlan(graph, true, Noise.NONE);
            List<float[]> logits = new Pass(
                            device,
                            new DeviceParameters(device),
                            parameters,
                            plan,
                            npy(input).floats(),
                            Noise.NONE)
                    .forward(Statistics.BATCH, false);
            Distance.requireLogits(logits.get(0), npy(expected), 0);
            if (Files.exists(folder.resolve(auxiliary))) {
                Distance.requireLogits(logits.get(1), npy(auxiliary), 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trained")
    void trainingStepsAreThoseOfPyTorch(String backend, String network) throws IOException {
        read(network);
        boolean darts = network.startsWith("darts");
        double rate = darts ? 0.025 : 0.1;
        try (Executor executor = new Executor(Backends.choose(backend), THREADS)) {
            Sgd sgd = new Sgd(new Sgd.Settings(0.9, !darts, darts ? 3e-4 : 5e-4, Double.POSITIVE_INFINITY));
            double loss = pass(executor);
            JsonNode train = reference.get("train");
            assertThat(loss).isCloseTo(train.get("loss_step_1_float64").asDouble(), within(LOSS));
            requireGradients(train);
            for (Path file : arrays("buffer_after_step_1")) {
                if (!reachesOutput(ReferenceNetworks.tensor(file))) {
                    continue; // PyTorch moves the statistics of layers that no output depends on; here they don't run
                }
                requireValues(file, Distance.STATISTICS);
            }
            sgd.step(graph, parameters, rate);
            requireWeights(1);
            for (int step = 2; step <= lastStep(); step++) {
                pass(executor);
                sgd.step(graph, parameters, rate);
                requireWeights(step);
            }
            reload();
            Sgd decaying = new Sgd(new Sgd.Settings(0.9, !darts, 0.3, Double.POSITIVE_INFINITY));
            pass(executor);
            decaying.step(graph, parameters, rate);
            for (Path file : arrays("after_step_1_weight_decay_0.3")) {
                requireValues(file, Distance.GRADIENTS);
            }
        }
    }

    private void requireGradients(JsonNode train) throws IOException {
        for (Path file : arrays("grad")) {
            String name = ReferenceNetworks.tensor(file);
            double own = train.at("/parameters/" + name + "/grad_relative_difference_to_float64")
                    .asDouble();
            Distance.requireRelative(file, parameters.get(name).gradient(), Distance.GRADIENTS, own);
        }
    }

    private int lastStep() {
        return IntStream.rangeClosed(1, MOST_STEPS)
                .filter(step -> Files.isDirectory(folder.resolve("train/after_step_" + step)))
                .max()
                .orElseThrow();
    }

    private void requireWeights(int step) throws IOException {
        for (Path file : arrays("after_step_" + step)) {
            requireValues(file, Distance.STEPS);
        }
    }

    private void requireValues(Path file, double bar) throws IOException {
        Distance.requireRelative(
                file, parameters.get(ReferenceNetworks.tensor(file)).values(), bar, 0);
    }

    private boolean reachesOutput(String statistic) {
        return new GraphPlan(graph, true, Noise.NONE)
                .steps().stream()
                        .anyMatch(step -> step.layer() instanceof Layer.BatchNorm norm
                                && statistic.startsWith(norm.name() + ".running_"));
    }

    private double pass(Executor executor) throws IOException {
        return executor.train(
                graph,
                parameters,
                npy("train/input.npy").floats(),
                npy("train/labels.npy").ints(),
                new CrossEntropy(0, graph.auxiliaryOutput().isPresent() ? 0.4 : 0),
                Noise.NONE);
    }

    private List<Path> arrays(String directory) throws IOException {
        return ReferenceNetworks.arrays(folder.resolve("train").resolve(directory));
    }

    private NpyFile npy(String file) throws IOException {
        return NpyFile.read(folder.resolve(file));
    }
}
