package io.github.l2nas.engine.ofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Parameter;
import io.github.l2nas.engine.network.SubnetExtractor;
import io.github.l2nas.engine.pytorch.Distance;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The original code computed these sub-networks; ours must give the same numbers, on every backend. */
class OfaSupernetTest {

    private static final int SIDE = 64;

    @TempDir
    private Path directory;

    private static Executor executor(String backend) {
        return new Executor(Backends.choose(backend), 1);
    }

    private static Stream<Arguments> cases(String file) throws IOException {
        return ReferenceNetworks.cases("ofa-mobilenetv3", file).stream()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .flatMap(name -> Stream.of(Arguments.of("onednn", name), Arguments.of("nd4j", name)));
    }

    static Stream<Arguments> evaluated() throws IOException {
        return cases("logits_float64.npy");
    }

    static Stream<Arguments> calibrated() throws IOException {
        return cases("logits_recalibrated_float64.npy");
    }

    static Stream<Arguments> trained() throws IOException {
        return cases("logits_train.npy");
    }

    @ParameterizedTest
    @MethodSource("evaluated")
    void inheritedWeightsGiveTheLogitsOfTheOriginalCode(String backend, String name) throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of(name);
        NpyFile images = reference.npy("input.npy");
        Network network = reference.supernet().subNetwork(reference.architecture(), side(images));
        NpyFile single = reference.npy("logits.npy");
        NpyFile exact = reference.npy("logits_float64.npy");
        Distance.requireLogits(logits(backend, network, images), single, exact);

        for (Path other : reference.otherSizes()) {
            NpyFile otherImages = NpyFile.read(other);
            OfaSupernet supernet = reference.supernet();
            Network sized = SubnetExtractor.of(
                    new OfaNetwork(
                                    supernet.width(),
                                    supernet.classes(),
                                    otherImages.shape().get(2),
                                    otherImages.shape().get(3))
                            .compile(reference.architecture()),
                    supernet.parameters());
            NpyFile expected = reference.npy(other.getFileName().toString().replace("input_", "logits_"));
            double own = Distance.between(single, exact); // there are no double-precision ones of this size
            Distance.requireLogits(logits(backend, sized, otherImages), expected, own);
        }
    }

    private static int side(NpyFile images) {
        return images.shape().get(2);
    }

    @ParameterizedTest
    @MethodSource("calibrated")
    void calibratedStatisticsAreThoseOfTheOriginalCode(String backend, String name) throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of(name);
        NpyFile images = reference.npy("input.npy");
        Network network = reference.supernet().subNetwork(reference.architecture(), side(images));
        try (Executor executor = executor(backend)) {
            executor.calibrate(network, reference.calibrationBatches());
        }
        NpyFile exact = reference.npy("logits_recalibrated_float64.npy");
        double own = Distance.between(reference.npy("logits_recalibrated.npy"), exact);
        Distance.requireCalibratedLogits(logits(backend, network, images), exact, own);
        requireStatistics(network, PyTorchCheckpoint.read(reference.folder().resolve("recalibrated_statistics.pth")));
    }

    @ParameterizedTest
    @MethodSource("calibrated")
    void aBatchAloneCalibratesAsInTheOriginalCode(String backend, String name) throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of(name);
        NpyFile images = reference.npy("input.npy");
        Network network = reference.supernet().subNetwork(reference.architecture(), side(images));
        try (Executor executor = executor(backend)) {
            executor.calibrate(network, reference.calibrationBatches().subList(0, 1));
        }
        double own = Distance.between(
                reference.npy("logits_recalibrated.npy"), reference.npy("logits_recalibrated_float64.npy"));
        Distance.requireCalibratedLogits(
                logits(backend, network, images), reference.npy("logits_recalibrated_batch_1_only.npy"), own);
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
            Distance.requireRelative(entry.getKey(), entry.getValue().values(), actual, Distance.STATISTICS);
            index++;
        }
    }

    /** The gradients that reach the weights of the sub-network are taken on to those of the supernet here. */
    @ParameterizedTest
    @MethodSource("trained")
    void aTrainingStepsNumbersAreThoseOfTheOriginalCode(String backend, String name) throws IOException {
        ReferenceSubNetwork reference = ReferenceSubNetwork.of(name);
        NpyFile images = reference.npy("input.npy");
        OfaSupernet supernet = reference.supernet();
        LayerGraph path = supernet.definition(side(images)).compile(reference.architecture());
        Network network = SubnetExtractor.of(path, supernet.parameters());
        JsonNode description = ReferenceNetworks.description(reference.folder());
        SupernetGradients gradients = new SupernetGradients(path, supernet.parameters());
        try (Executor executor = executor(backend)) {
            Distance.requireLogits(
                    executor.logits(network.graph(), network.parameters(), images.floats(), Statistics.BATCH),
                    reference.npy("logits_train.npy"),
                    0);
            gradients.train(
                    executor,
                    network,
                    images.floats(),
                    reference.npy("labels.npy").ints());
        }
        for (Path file : ReferenceNetworks.arrays(reference.folder().resolve("grad"))) {
            String tensor = ReferenceNetworks.tensor(file);
            double own = description
                    .at("/gradients/" + tensor + "/relative_difference_to_float64")
                    .asDouble();
            Distance.requireRelative(file, gradients.of(tensor), Distance.GRADIENTS, own);
        }
        for (Path file : ReferenceNetworks.arrays(reference.folder().resolve("buffer_after"))) {
            String tensor = ReferenceNetworks.tensor(file);
            float[] active = network.parameters().get(tensor).values();
            float[] all = supernet.parameters().get(tensor).values().clone();
            System.arraycopy(active, 0, all, 0, active.length);
            Distance.requireRelative(file, all, Distance.STATISTICS, 0);
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
}
