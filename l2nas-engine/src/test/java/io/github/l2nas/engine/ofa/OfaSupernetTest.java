package io.github.l2nas.engine.ofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Parameter;
import io.github.l2nas.engine.network.SubnetExtractor;
import io.github.l2nas.engine.pytorch.NamedTensor;
import io.github.l2nas.engine.pytorch.NpyFile;
import io.github.l2nas.engine.pytorch.PyTorchCheckpoint;
import io.github.l2nas.engine.pytorch.ReferenceNetworks;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The original code computed these sub-networks; ours must give the same numbers, on every backend. */
class OfaSupernetTest {

    /** Of calibrated networks, whose logits reach 10, the original's own float32 differs by 1.5e-4 from its float64. */
    private static final double LOGITS = 1e-4;

    private static final int SIDE = 64;

    @TempDir
    private Path directory;

    private static Executor executor(String backend) {
        return new Executor(Backends.choose(backend), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "onednn, w0.15/subnet-random-1",
        "onednn, w0.15/subnet-random-2",
        "onednn, w0.25/subnet-largest",
        "onednn, w0.25/subnet-random-1",
        "onednn, w0.25/subnet-random-2",
        "onednn, w0.25/subnet-smallest",
        "nd4j, w0.15/subnet-random-1",
        "nd4j, w0.25/subnet-largest",
        "nd4j, w0.25/subnet-random-2"
    })
    void inheritedWeightsGiveTheLogitsOfTheOriginalCode(String backend, String name) throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of(name);
        Network network = reference.supernet().subNetwork(reference.architecture(), SIDE);
        requireClose(logits(backend, network, reference.npy("input.npy")), reference.npy("logits.npy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void imagesOfOddSizesFitToo(String backend) throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of("w0.25/subnet-random-1");
        OfaSupernet supernet = reference.supernet();
        Network network = SubnetExtractor.of(
                new OfaNetwork(supernet.width(), supernet.classes(), 68, 52).compile(reference.architecture()),
                supernet.parameters());
        requireClose(logits(backend, network, reference.npy("input_68x52.npy")), reference.npy("logits_68x52.npy"));
    }

    @ParameterizedTest
    @CsvSource({
        "onednn, logits_recalibrated_float64.npy, 2, 3e-4",
        "onednn, logits_recalibrated_batch_1_only.npy, 1, 1e-4",
        "nd4j, logits_recalibrated_float64.npy, 2, 3e-4"
    })
    void calibratedStatisticsAreThoseOfTheOriginalCode(String backend, String expected, int batches, double tolerance)
            throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of("w0.25/subnet-random-2");
        Network network = reference.supernet().subNetwork(reference.architecture(), SIDE);
        List<float[]> images = List.of(
                reference.npy("calibration_batch_1.npy").floats(),
                reference.npy("calibration_batch_2.npy").floats());
        try (Executor executor = executor(backend)) {
            executor.calibrate(network, images.subList(0, batches));
        }
        requireClose(logits(backend, network, reference.npy("input.npy")), reference.npy(expected), tolerance);
        if (batches == 2) {
            requireStatistics(
                    network, PyTorchCheckpoint.read(reference.folder().resolve("recalibrated_statistics.pth")));
        }
    }

    /** The extracted sub-network of the original numbers its blocks anew; the order is the same. */
    private static void requireStatistics(Network network, Map<String, NamedTensor> expected) {
        List<String> norms = network.graph().nodes().stream()
                .filter(node -> node.layer() instanceof Layer.BatchNorm)
                .map(node -> ((Layer.BatchNorm) node.layer()).name())
                .toList();
        assertThat(norms).hasSize(expected.size() / 2);
        int index = 0;
        for (Map.Entry<String, NamedTensor> entry : expected.entrySet()) {
            String statistic = entry.getKey().substring(entry.getKey().lastIndexOf('.'));
            float[] actual =
                    network.parameters().get(norms.get(index / 2) + statistic).values();
            double largest = 0;
            for (float value : entry.getValue().values()) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int c = 0; c < actual.length; c++) {
                assertThat((double) actual[c])
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().values()[c], within(1e-4 * largest));
            }
            index++;
        }
    }

    @Test
    void aBatchsOwnStatisticsGiveTheLogitsOfTraining() throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of("w0.25/train-1");
        Network network = reference.supernet().subNetwork(reference.architecture(), SIDE);
        try (Executor executor = executor("onednn")) {
            float[] logits = executor.logits(
                    network.graph(),
                    network.parameters(),
                    reference.npy("input.npy").floats(),
                    Statistics.BATCH);
            requireClose(logits, reference.npy("logits_train.npy"));
        }
    }

    @ParameterizedTest
    @CsvSource({"w0.15, supernet_current_names.pth", "w0.25, supernet_legacy.pth"})
    void namesAndFormOfTheCheckpointDontMatter(String width, String other) {
        OfaSupernet expected = OfaSupernet.read(ReferenceSubNetwork.checkpoint(width + "/supernet.pth"));
        OfaSupernet actual = OfaSupernet.read(ReferenceSubNetwork.checkpoint(width + "/" + other));
        assertThat(actual.width()).isEqualTo(expected.width()).isEqualTo(Double.parseDouble(width.substring(1)));
        assertThat(actual.classes()).isEqualTo(10);
        assertThat(actual.parameters().all()).extracting(Parameter::name).hasSizeGreaterThan(300);
        for (Parameter parameter : expected.parameters().all()) {
            assertThat(actual.parameters().get(parameter.name()).values()).containsExactly(parameter.values());
        }
    }

    @Test
    void aSubNetworkHoldsNoMoreThanItsOwnNumbers() throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of("w0.25/subnet-smallest");
        Network network = reference.supernet().subNetwork(reference.architecture(), SIDE);
        Set<String> weights = new HashSet<>(network.graph().weights().keySet());
        long numbers = network.parameters().all().stream()
                .filter(parameter -> weights.contains(parameter.name()))
                .mapToLong(parameter -> parameter.values().length)
                .sum();
        assertThat(numbers).isEqualTo(156_882);
        assertThat(network.graph().params()).isEqualTo(156_882);
    }

    @Test
    void aSubNetworksCheckpointIsNoSupernet() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OfaSupernet.read(ReferenceSubNetwork.checkpoint("w0.15/subnet-random-1/subnet.pth")))
                .withMessageMatching("subnet\\.pth is not a checkpoint of Once-for-All's MobileNetV3: it has no tensor"
                        + " blocks\\.\\S+\\. Give the checkpoint of a whole supernet .*")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.supernet"));
    }

    @Test
    void anotherNetworksCheckpointIsNamed() {
        Path other = ReferenceNetworks.file("nas-bench-201/mixture-1/state_dict.pth");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OfaSupernet.read(named(other)))
                .withMessageStartingWith("state_dict.pth is not a checkpoint of Once-for-All's MobileNetV3: it has no"
                        + " tensor classifier.linear.weight. Give");
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(ReferenceNetworks.file("ofa-mobilenetv3/w0.15/supernet.pth"));
        Path file = Files.write(directory.resolve("half.pth"), Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OfaSupernet.read(named(file)))
                .withMessageContaining("half.pth")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.supernet"));
    }

    private static InputFile named(Path file) {
        return Jobs.input(file);
    }

    private static float[] logits(String backend, Network network, NpyFile images) {
        try (Executor executor = executor(backend)) {
            return executor.logits(network.graph(), network.parameters(), images.floats(), Statistics.RUNNING);
        }
    }

    private static void requireClose(float[] actual, NpyFile expected) {
        requireClose(actual, expected, LOGITS);
    }

    private static void requireClose(float[] actual, NpyFile expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected.values());
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i]).as("[%d]", i).isCloseTo(expected.values()[i], within(tolerance));
        }
    }
}
