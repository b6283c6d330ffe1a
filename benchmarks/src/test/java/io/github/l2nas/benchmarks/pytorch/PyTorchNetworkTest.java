package io.github.l2nas.benchmarks.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.network.Network;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** PyTorch as we drive it computes what the original PyTorch code computed. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "PyTorch is here for Linux on x86-64 only")
class PyTorchNetworkTest {

    private static final String DARTS = "darts/cifar-DARTS_V2";
    private static final SgdSettings DARTS_SGD = new SgdSettings(0.025f, 0.9f, 3e-4f);

    /** The first step with Nesterov momentum 0.9 and rate 0.1 is a plain one with 1.9 times the rate. */
    private static final SgdSettings FIRST_NESTEROV_STEP = new SgdSettings(0.19f, 0.9f, 5e-4f);

    private static final int BATCH = 8;

    private static final double SAME = 1e-5;

    /** Other kernels round otherwise, and one ReLU at the edge decides otherwise: seen in a single channel of one cell. */
    private static final double ONE_FLIP = 1e-3;

    /** A second step amplifies rounding. */
    private static final double SECOND_STEP = 1e-2;

    static Stream<Arguments> networks() {
        return Stream.concat(benchNetworks(), dartsNetworks());
    }

    static Stream<Arguments> benchNetworks() {
        return inEachFormat(
                "nas-bench-201/all-conv3x3",
                "nas-bench-201/all-skip",
                "nas-bench-201/mixture-1",
                "nas-bench-201/mixture-2",
                "nas-bench-201/output-none");
    }

    static Stream<Arguments> dartsNetworks() {
        return inEachFormat(DARTS, "darts/cifar-PC_DARTS_cifar");
    }

    static Stream<Arguments> spaces() {
        return Stream.concat(inEachFormat("nas-bench-201"), Stream.of(Arguments.of("darts", MemoryFormat.CONTIGUOUS)));
    }

    private static Stream<Arguments> inEachFormat(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(MemoryFormat.values()).map(format -> Arguments.of(name, format)));
    }

    @ParameterizedTest
    @EnumSource(MemoryFormat.class)
    void aSubNetworkOfOnceForAllHasTheLogitsOfTheOriginalCode(MemoryFormat format) throws IOException {
        ReferenceNetwork reference = ReferenceNetwork.read("ofa-mobilenetv3/w0.25/subnet-random-1");
        Network subNetwork = reference.subNetwork();
        try (PyTorchNetwork network = new PyTorchNetwork(1, format)) {
            subNetwork
                    .parameters()
                    .all()
                    .forEach(parameter -> network.put(parameter.name(), parameter.shape(), parameter.values()));
            float[] logits = network.logits(subNetwork.graph(), reference.floats("input.npy"), 2);
            assertThat(logits).usingComparatorWithPrecision(1e-4f).containsExactly(reference.floats("logits.npy"));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void evaluationLogitsAreThoseOfTheOriginalCode(String name, MemoryFormat format) throws IOException {
        ReferenceNetwork reference = ReferenceNetwork.read(name);
        try (PyTorchNetwork network = new PyTorchNetwork(1, format)) {
            reference.load(network);
            float[] logits = network.logits(reference.graph(), reference.floats("eval_input.npy"), 2);
            assertThat(logits).usingComparatorWithPrecision(1e-4f).containsExactly(reference.floats("eval_logits.npy"));
        }
    }

    @ParameterizedTest
    @MethodSource("benchNetworks")
    void aTrainingStepOfNasBench201UpdatesAsTheOriginalCode(String name, MemoryFormat format) throws IOException {
        ReferenceNetwork reference = ReferenceNetwork.read(name);
        try (PyTorchNetwork network = new PyTorchNetwork(1, format, FIRST_NESTEROV_STEP)) {
            reference.load(network);
            assertStep(reference, network, 1, SAME);
            assertClose(reference, network, "train/buffer_after_step_1", SAME);
        }
    }

    @ParameterizedTest
    @MethodSource("dartsNetworks")
    void trainingStepsOfDartsWithItsAuxiliaryHeadUpdateAsTheOriginalCode(String name, MemoryFormat format)
            throws IOException {
        ReferenceNetwork reference = ReferenceNetwork.read(name);
        try (PyTorchNetwork network = new PyTorchNetwork(1, format, DARTS_SGD)) {
            reference.load(network);
            assertStep(reference, network, 1, format == MemoryFormat.CONTIGUOUS ? SAME : ONE_FLIP);
            assertClose(reference, network, "train/buffer_after_step_1", SAME);
            if (format == MemoryFormat.CONTIGUOUS
                    && reference.description().path("train").has("loss_step_2")) {
                assertStep(reference, network, 2, SECOND_STEP);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void logitsWithBatchStatisticsAreThoseOfTrainingAndMoveNothing(MemoryFormat format) throws IOException {
        ReferenceNetwork reference = ReferenceNetwork.read(DARTS);
        try (PyTorchNetwork network = new PyTorchNetwork(1, format)) {
            reference.load(network);
            float[] before = network.values("stem.1.running_var");
            float[] logits =
                    network.logitsWithBatchStatistics(reference.graph(), reference.floats("train/input.npy"), BATCH);
            assertThat(logits)
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(reference.floats("train/logits.npy"));
            assertThat(network.values("stem.1.running_var")).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aSupernetLearnsWhilePathsChange(String name, MemoryFormat format) {
        NetworkSpace space =
                SearchSpaces.named(name).capability(NetworkSpace.class).orElseThrow();
        SplittableRandom random = new SplittableRandom(1);
        Skeleton skeleton = new Skeleton(8, name.equals("darts") ? 3 : 1, 2, new Shape(1, 8, 8));
        float[] images = new float[BATCH * 64];
        int[] labels = new int[BATCH];
        for (int i = 0; i < images.length; i++) {
            labels[i / 64] = i / 64 % 2;
            images[i] = labels[i / 64] + (float) random.nextDouble();
        }
        try (PyTorchNetwork network = new PyTorchNetwork(1, format)) {
            double first = 0;
            double last = 0;
            for (int step = 0; step < 60; step++) {
                LayerGraph path = space.supernetPath(RandomPaths.next(space, random), skeleton);
                double loss = network.trainStep(path, images, labels, BATCH);
                first += step < 10 ? loss / 10 : 0;
                last += step >= 50 ? loss / 10 : 0;
            }
            assertThat(last).isLessThan(0.5 * first);
        }
    }

    @Test
    void partialChannelsInTheFormatThatCorruptsMemoryAreRefused() {
        NetworkSpace space =
                SearchSpaces.named("darts").capability(NetworkSpace.class).orElseThrow();
        LayerGraph path = space.supernetPath(
                RandomPaths.next(space, new SplittableRandom(1)), new Skeleton(8, 3, 2, new Shape(1, 8, 8)));
        try (PyTorchNetwork network = new PyTorchNetwork(1, MemoryFormat.CHANNELS_LAST)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.logits(path, new float[64], 1))
                    .withMessageContaining("use CONTIGUOUS");
        }
    }

    private static void assertStep(ReferenceNetwork reference, PyTorchNetwork network, int step, double relative)
            throws IOException {
        double loss =
                network.trainStep(reference.graph(), reference.floats("train/input.npy"), reference.labels(), BATCH);
        assertThat(loss)
                .isCloseTo(
                        reference
                                .description()
                                .get("train")
                                .get("loss_step_" + step)
                                .asDouble(),
                        within(step == 1 ? 1e-5 : 1e-3));
        assertClose(reference, network, "train/after_step_" + step, relative);
    }

    /** Compares tensors to a part of the largest value in each. */
    private static void assertClose(ReferenceNetwork reference, PyTorchNetwork network, String folder, double relative)
            throws IOException {
        for (String name : reference.tensors(folder)) {
            float[] expected = reference.floats(folder + "/" + name + ".npy");
            float[] actual = network.values(name);
            assertThat(actual).as(name).hasSameSizeAs(expected);
            double largest = 0;
            double difference = 0;
            for (int i = 0; i < actual.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
            }
            assertThat(difference).as(name).isLessThanOrEqualTo(relative * largest);
        }
    }
}
