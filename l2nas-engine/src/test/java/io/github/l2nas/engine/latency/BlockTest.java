package io.github.l2nas.engine.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.export.InferenceGraph;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockTest {

    private static final Shape IMAGE = new Shape(3, 8, 8);

    private static LayerGraph network() {
        NetworkBuilder network = new NetworkBuilder(IMAGE);
        FeatureMap map =
                network.input().convolution("first", 4, 3, 1).batchNorm().relu();
        FeatureMap sum = map.add(map.convolution("second", 4, 3, 1).batchNorm());
        return InferenceGraph.of(network.build(sum.relu().globalAverage().linear("last", 10)));
    }

    @Test
    void aNormalisationBelongsToItsConvolution() {
        assertThat(Block.of(network()))
                .extracting(Block::name)
                .containsExactly(
                        "convolution 3, stride 1, dilation 1, groups 1, 3 x 8 x 8 to 4 x 8 x 8",
                        "relu after convolution, 4 x 8 x 8 to 4 x 8 x 8",
                        "convolution 3, stride 1, dilation 1, groups 1, 4 x 8 x 8 to 4 x 8 x 8",
                        "sum of 2, 4 x 8 x 8 to 4 x 8 x 8",
                        "relu, 4 x 8 x 8 to 4 x 8 x 8",
                        "global average pooling, 4 x 8 x 8 to 4 x 1 x 1",
                        "linear, 4 x 1 x 1 to 10 x 1 x 1");
    }

    @Test
    void workOfAConvolutionIsItsMultiplyAccumulates() {
        assertThat(Block.of(network())).extracting(Block::work).startsWith(3L * 9 * 4 * 64, 2L * 4 * 64);
    }

    @Test
    void aBlockAloneIsANetworkOfOneLayer() {
        List<Block> blocks =
                Block.of(WholeWeights.of(InferenceGraph.of(OfaNetwork.IMAGENET.compile(OfaArchitecture.SMALLEST))));

        assertThat(blocks)
                .extracting(Block::kind)
                .contains("channel scale", "grouped convolution", "h-swish after convolution");
        assertThat(blocks).allSatisfy(block -> {
            LayerGraph alone = block.graph();
            assertThat(alone.nodes().size()).isLessThanOrEqualTo(3);
            assertThat(block.name())
                    .endsWith(" to " + alone.nodes().get(alone.output()).shape());
        });
    }

    @Test
    void theEngineDoesNotRunWhatIsZero() {
        SearchSpace space = SearchSpaces.of(Part.named("nas-bench-201"));
        SizedNetworks networks = SizedNetworks.of(space, SizedNetworksTest.network(4, 1, 10, IMAGE));
        LayerGraph dead = networks.graph(space.parse("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|"));

        assertThat(SizedNetworks.readsImage(dead)).isFalse();
        assertThat(LatencyRuntime.blocks("onnxruntime 1", dead))
                .hasSizeGreaterThan(
                        LatencyRuntime.blocks("l2nas-engine 1 on onednn", dead).size());
    }
}
