package io.github.l2nas.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.spaces.darts.Darts;
import io.github.l2nas.spaces.darts.DartsNetwork;
import io.github.l2nas.spaces.darts.MixedOperation;
import io.github.l2nas.spaces.darts.Operation;
import io.github.l2nas.spaces.nasbench201.NasBench201;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layer graphs with weights from checkpoints compute what the original PyTorch code computed with them. */
class ReferenceNetworksTest {

    private static final double LOGIT_TOLERANCE = 1e-9;
    /** Of float32: the reference's own difference to float64 is below 2e-6. */
    private static final double TOLERANCE = 1e-5;

    private static Stream<Arguments> edges() throws IOException {
        return ReferenceNetworks.cases("pc-darts", "grad_output.npy").stream()
                .flatMap(edge -> Stream.of(Operation.values()).map(operation -> Arguments.of(edge, operation)));
    }

    private static List<String> dartsNetworks() throws IOException {
        return ReferenceNetworks.cases("darts", "eval_logits_float64.npy");
    }

    private static List<String> nasBench201Networks() throws IOException {
        return ReferenceNetworks.cases("nas-bench-201", "eval_logits_float64.npy");
    }

    @ParameterizedTest
    @MethodSource("edges")
    void anEdgeOfThePcDartsSupernetEqualsTheOriginal(String folder, Operation operation) throws IOException {
        Path edge = ReferenceNetworks.file(folder);
        NpyFile input = NpyFile.read(edge.resolve("input.npy"));
        GraphBuilder builder = new GraphBuilder();
        int image = builder.input(shape(input));
        int output = new MixedOperation(builder)
                .add("", operation, json(edge).get("stride").asInt(), image);
        LayerGraph graph = builder.build(output, OptionalInt.empty());
        Map<String, NamedTensor> weights = PyTorchCheckpoint.read(edge.resolve("state_dict.pth"));
        Path expected = edge.resolve(operation.notation());
        assertThat(new ForwardPass(graph, weights, true).run(input))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(
                        NpyFile.read(expected.resolve("output_train.npy")).values());
        assertThat(new ForwardPass(graph, weights, false).run(input))
                .usingComparatorWithPrecision(TOLERANCE)
                .containsExactly(
                        NpyFile.read(expected.resolve("output_eval.npy")).values());
    }

    @Test
    void theWeightsOfAPathThroughTheSupernetFitTheOriginalsStateDict() throws IOException {
        Path folder = ReferenceNetworks.file("pc-darts/search-network");
        JsonNode reference = json(folder);
        Map<String, NamedTensor> stateDict = PyTorchCheckpoint.read(folder.resolve("state_dict.pth"));
        Darts space = new Darts();
        LayerGraph path = space.supernetPath(
                space.parse(reference.get("derived_genotype").toString()), skeleton(reference, "layers", 16));
        assertThat(path.weights()).isNotEmpty();
        path.weights().forEach((name, weight) -> {
            assertThat(stateDict).containsKey(name);
            assertThat(weight.shape()).as(name).isEqualTo(stateDict.get(name).shape());
        });
        double[] logits = new ForwardPass(path, stateDict, true).run(NpyFile.read(folder.resolve("input.npy")));
        assertThat(logits).hasSize(8 * 10);
        assertThat(Arrays.stream(logits)).allMatch(Double::isFinite);
    }

    @ParameterizedTest
    @MethodSource("dartsNetworks")
    void dartsNetworksGiveTheOriginalsLogits(String network) throws IOException {
        Path folder = ReferenceNetworks.file(network);
        JsonNode reference = json(folder);
        NpyFile input = NpyFile.read(folder.resolve("eval_input.npy"));
        DartsNetwork.Stem stem = reference.get("class").asText().equals("NetworkCIFAR")
                ? DartsNetwork.Stem.CIFAR
                : DartsNetwork.Stem.IMAGENET;
        LayerGraph graph = new DartsNetwork(
                        stem, skeleton(reference, "layers", shape(input).height()))
                .compile(new Darts().parse(reference.get("genotype").toString()));
        requireLogits(graph, folder, input);
    }

    @ParameterizedTest
    @MethodSource("nasBench201Networks")
    void nasBench201NetworksGiveTheOriginalsLogits(String network) throws IOException {
        Path folder = ReferenceNetworks.file(network);
        JsonNode reference = json(folder);
        NasBench201 space = new NasBench201();
        LayerGraph graph = space.network(space.parse(reference.get("arch").asText()), skeleton(reference, "N", 32));
        requireLogits(graph, folder, NpyFile.read(folder.resolve("eval_input.npy")));
    }

    private static void requireLogits(LayerGraph graph, Path folder, NpyFile input) throws IOException {
        Map<String, NamedTensor> weights = PyTorchCheckpoint.read(folder.resolve("state_dict.pth"));
        assertThat(new ForwardPass(graph, weights, false).run(input))
                .usingComparatorWithPrecision(LOGIT_TOLERANCE)
                .containsExactly(
                        NpyFile.read(folder.resolve("eval_logits_float64.npy")).values());
    }

    private static Skeleton skeleton(JsonNode reference, String cells, int side) {
        return new Skeleton(
                reference.get("C").asInt(),
                reference.get(cells).asInt(),
                reference.get("num_classes").asInt(),
                new Shape(3, side, side));
    }

    private static Shape shape(NpyFile input) {
        return new Shape(
                input.shape().get(1), input.shape().get(2), input.shape().get(3));
    }

    private static JsonNode json(Path folder) throws IOException {
        return ReferenceNetworks.description(folder);
    }
}
