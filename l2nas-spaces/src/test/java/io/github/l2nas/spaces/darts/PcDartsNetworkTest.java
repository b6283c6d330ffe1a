package io.github.l2nas.spaces.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.spaces.StateDict;
import io.github.l2nas.testdata.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PcDartsNetworkTest {

    private static final String SEARCH_NETWORK = "reference-networks/pc-darts/search-network/";

    private static final int REDUCTIONS = 2;

    private final Darts space = new Darts();

    @Test
    void allPathsTogetherHaveTheWeightsOfTheOriginalSearchNetwork() throws IOException {
        JsonNode reference = SharedData.json(SEARCH_NETWORK + "case.json");
        Map<String, Weight> weights = new TreeMap<>();
        for (Operation operation : Operation.values()) {
            for (int shift = 0; shift < Genotype.NODES + 1; shift++) {
                weights.putAll(path(everywhere(operation, shift), reference).weights());
            }
        }
        assertThat(weights.keySet())
                .containsExactlyElementsOf(StateDict.trainableNames(SEARCH_NETWORK + "state_dict.pth"));
        assertThat(weights.values().stream().mapToLong(Weight::size).sum())
                .isEqualTo(reference.get("params").asLong());
    }

    @Test
    void aPathHasTheWeightsOfItsOwnOperationsOnly() throws IOException {
        JsonNode reference = SharedData.json(SEARCH_NETWORK + "case.json");
        LayerGraph graph = path(space.parse(reference.get("derived_genotype").toString()), reference);
        // Edge 1 of the normal cells is max_pool_3x3, edge 0 is sep_conv_5x5; edge 4 of the reduction cells skips.
        assertThat(graph.weights().keySet())
                .contains("cells.0._ops.0._ops.5.op.1.weight", "cells.1.preprocess0.op.1.weight")
                .noneMatch(name -> name.startsWith("cells.0._ops.1.") || name.startsWith("cells.0._ops.0._ops.4."));
        assertThat(StateDict.trainableNames(SEARCH_NETWORK + "state_dict.pth"))
                .containsAll(graph.weights().keySet());
    }

    @Test
    void onlyTheStemsBatchNormalisationIsAffineAndEachPoolingHasOne() {
        LayerGraph graph = new PcDartsNetwork(new Skeleton(16, 8, 10, new Shape(3, 32, 32)))
                .compile(everywhere(Operation.AVERAGE_POOL_3X3, 0));
        List<Layer.BatchNorm> norms = layers(graph, Layer.BatchNorm.class);
        assertThat(norms)
                .filteredOn(norm -> norm.scale().isPresent() || norm.shift().isPresent())
                .extracting(Layer.BatchNorm::name)
                .containsExactly("stem.1");
        assertThat(norms)
                .extracting(Layer.BatchNorm::name)
                .filteredOn(name -> name.endsWith("._ops.2.1"))
                .hasSize(8 * 8);
    }

    @Test
    void theBypassOfStrideTwoIsMaxPooledAndEveryEdgeShuffled() {
        Genotype genotype = everywhere(Operation.SEPARABLE_3X3, 0);
        LayerGraph graph = new PcDartsNetwork(new Skeleton(16, 8, 10, new Shape(3, 32, 32))).compile(genotype);
        long strided =
                genotype.reduce().stream().filter(edge -> edge.input() < 2).count();
        assertThat(layers(graph, Layer.Pool.class))
                .hasSize(Math.toIntExact(strided * REDUCTIONS))
                .allMatch(pool -> pool.equals(new Layer.Pool(Layer.Pool.Kind.MAX, 2, 2, 0)));
        assertThat(layers(graph, Layer.Shuffle.class)).hasSize(8 * 8).allMatch(shuffle -> shuffle.groups() == 4);
        assertThat(layers(graph, Layer.DropPath.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 32, 8", "1, 28, 7", "3, 16, 4"})
    void twoReductionsQuarterTheMapAndQuadrupleTheChannels(int colours, int side, int last) {
        LayerGraph graph = space.supernetPath(
                everywhere(Operation.DILATED_5X5, 1), new Skeleton(16, 8, 10, new Shape(colours, side, side)));
        assertThat(graph.nodes().get(0).shape()).isEqualTo(new Shape(colours, side, side));
        assertThat(graph.weights().get("stem.0.weight").shape()).containsExactly(48, colours, 3, 3);
        int pooled = graph.nodes().get(graph.output()).inputs().get(0);
        int map = graph.nodes().get(pooled).inputs().get(0);
        assertThat(graph.nodes().get(map).shape()).isEqualTo(new Shape(4 * 4 * 16, last, last));
        assertThat(graph.nodes().get(graph.output()).shape()).isEqualTo(new Shape(10, 1, 1));
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void aQuarterOfTheChannelsGoesThroughAnOperation(Operation operation) {
        LayerGraph graph =
                new PcDartsNetwork(new Skeleton(16, 8, 10, new Shape(3, 32, 32))).compile(everywhere(operation, 0));
        graph.weights().forEach((name, weight) -> {
            if (name.contains("._ops.")) {
                int cell = Integer.parseInt(name.substring("cells.".length(), name.indexOf("._ops.")));
                int width = 16 << (cell < 2 ? 0 : cell < 5 ? 1 : 2);
                int out = name.contains(".conv_") ? width / 8 : width / 4;
                assertThat(weight.shape().get(0)).as(name).isEqualTo(out);
            }
        });
    }

    @Test
    void channelsThatCantBeQuarteredAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PcDartsNetwork(new Skeleton(18, 8, 10, new Shape(3, 32, 32))))
                .withMessageContaining("channels must be a multiple of 4, got 18");
    }

    private static LayerGraph path(Genotype genotype, JsonNode reference) {
        Skeleton skeleton = new Skeleton(
                reference.get("C").asInt(),
                reference.get("layers").asInt(),
                reference.get("num_classes").asInt(),
                new Shape(3, 16, 16));
        return new PcDartsNetwork(skeleton).compile(genotype);
    }

    /** Both cells use one operation on all edges; node k reads two neighbouring ones of its k + 2 inputs. */
    private static Genotype everywhere(Operation operation, int shift) {
        List<Genotype.Edge> edges = new ArrayList<>();
        for (int node = 0; node < Genotype.NODES; node++) {
            edges.add(new Genotype.Edge(operation, shift % (node + 2)));
            edges.add(new Genotype.Edge(operation, (shift + 1) % (node + 2)));
        }
        return new Genotype(edges, edges);
    }

    private static <L extends Layer> List<L> layers(LayerGraph graph, Class<L> type) {
        return graph.nodes().stream()
                .map(LayerGraph.Node::layer)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
