package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FoldingTest {

    private final RandomStream random = new RandomStream(1, "folding");

    private Network network(LayerGraph graph) {
        Parameters parameters = new Parameters(1);
        parameters.initialise(graph);
        for (Parameter parameter : parameters.all()) {
            boolean variance = parameter.name().endsWith(Parameters.RUNNING_VARIANCE);
            if (variance || parameter.shape().size() == 1) {
                for (int i = 0; i < parameter.values().length; i++) {
                    parameter.values()[i] = (variance ? 0.5f : -0.25f) + random.nextFloat();
                }
            }
        }
        return new Network(graph, parameters);
    }

    private float[] logits(Network network, int batch) {
        float[] images = new float
                [batch * Math.toIntExact(network.graph().nodes().get(0).shape().size())];
        RandomStream pixels = new RandomStream(2, "images");
        for (int i = 0; i < images.length; i++) {
            images[i] = pixels.nextFloat() - 0.5f;
        }
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            return executor.logits(network.graph(), network.parameters(), images, Statistics.RUNNING);
        }
    }

    private void requireSameLogits(Network network, int norms) {
        Network folded = Folding.of(network);
        assertThat(folded.graph().nodes().stream().filter(node -> node.layer() instanceof Layer.BatchNorm))
                .hasSize(norms);
        float[] expected = logits(network, 2);
        double largest = 0;
        for (float logit : expected) {
            largest = Math.max(largest, Math.abs(logit));
        }
        assertThat(largest).isPositive();
        assertThat(logits(folded, 2))
                .usingComparatorWithPrecision((float) (1e-5 * largest))
                .containsExactly(expected);
    }

    @Test
    void aFoldedSubNetworkOfOnceForAllHasTheSameLogits() {
        LayerGraph views = new OfaNetwork(0.25, 10, 48, 48)
                .compile(new OfaArchitecture(
                        List.of(3, 5, 7, 3, 5, 7, 3, 5, 7, 3, 5, 7, 3, 5, 7, 3, 5, 7, 3, 5),
                        List.of(3, 4, 6, 3, 4, 6, 3, 4, 6, 3, 4, 6, 3, 4, 6, 3, 4, 6, 3, 4),
                        List.of(2, 3, 4, 2, 3)));
        requireSameLogits(network(views), 0);
    }

    /** There the ReLU comes first, and each edge's normalisation follows its convolution; the last one follows a sum. */
    @Test
    void aFoldedCellNetworkHasTheSameLogits() {
        var space = (NetworkSpace) SearchSpaces.named("nas-bench-201");
        LayerGraph graph = space.network(
                space.parse("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|"),
                new Skeleton(8, 1, 10, new Shape(3, 16, 16)));
        requireSameLogits(network(graph), 1);
    }

    @Test
    void aConvolutionThatSomethingElseReadsStaysAsItIs() {
        GraphBuilder graph = new GraphBuilder();
        int input = graph.input(new Shape(8, 6, 6));
        int convolved = graph.convolution(
                Weight.whole("conv.weight", 8, 8, 1, 1), Optional.of(Weight.whole("conv.bias", 8)), 1, 0, 1, 1, input);
        int sum = graph.sum(List.of(convolved, graph.plainBatchNorm("norm", convolved)));
        int logits =
                graph.linear(Weight.whole("fc.weight", 3, 8), Weight.whole("fc.bias", 3), graph.globalAveragePool(sum));
        requireSameLogits(network(graph.build(logits, OptionalInt.empty())), 1);
    }

    @Test
    void aBiasMovesIntoTheFoldedOne() {
        GraphBuilder graph = new GraphBuilder();
        int input = graph.input(new Shape(8, 6, 6));
        int convolved = graph.convolution(
                Weight.whole("conv.weight", 8, 8, 1, 1), Optional.of(Weight.whole("conv.bias", 8)), 1, 0, 1, 1, input);
        int logits = graph.linear(
                Weight.whole("fc.weight", 3, 8),
                Weight.whole("fc.bias", 3),
                graph.globalAveragePool(graph.batchNorm("norm", convolved)));
        requireSameLogits(network(graph.build(logits, OptionalInt.empty())), 0);
    }

    @Test
    void aNormalisationAfterALinearLayerIsFoldedIntoIt() {
        NetworkBuilder builder = new NetworkBuilder(new Shape(5, 1, 1));
        FeatureMap twice = builder.input().linear("first", 8).batchNorm("norm").batchNorm("again");
        requireSameLogits(network(builder.build(twice.relu().linear("classifier", 3))), 1);
    }
}
