package io.github.l2nas.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkBuilderTest {

    private final FeatureMap input = new NetworkBuilder(new Shape(3, 9, 8)).input();

    @ParameterizedTest
    @CsvSource({"1, 1, 9, 8", "3, 1, 9, 8", "3, 2, 5, 4", "5, 2, 5, 4", "7, 3, 3, 3", "2, 2, 4, 4", "4, 1, 6, 5"})
    void oddWindowsKeepTheSidesUpToTheStrideAndEvenOnesAreNotPadded(int kernel, int stride, int height, int width) {
        assertThat(input.convolution("a", 4, kernel, stride).shape()).isEqualTo(new Shape(4, height, width));
        assertThat(input.depthwise("b", kernel, stride).shape()).isEqualTo(new Shape(3, height, width));
        assertThat(input.maxPool(kernel, stride).shape()).isEqualTo(new Shape(3, height, width));
        assertThat(input.averagePool(kernel, stride).shape()).isEqualTo(new Shape(3, height, width));
    }

    @Test
    void aDilatedWindowIsPaddedByItsWholeExtent() {
        assertThat(input.convolution("a", 4, 3, 1, 2, true).shape()).isEqualTo(new Shape(4, 9, 8));
        assertThat(input.depthwise("b", 5, 2, 2).shape()).isEqualTo(new Shape(3, 5, 4));
    }

    @Test
    void weightsAreNamedForTheirLayerAndTheirSizes() {
        NetworkBuilder network = new NetworkBuilder(new Shape(3, 8, 8));
        FeatureMap map = network.input().convolution("stem", 16, 3).batchNorm().relu();
        LayerGraph graph = network.build(map.globalAverage().linear("classifier", 10));
        assertThat(graph.weights().keySet())
                .containsExactly(
                        "stem.16x3x3x3.weight",
                        "stem.16x3x3x3.norm.weight",
                        "stem.16x3x3x3.norm.bias",
                        "classifier.10x16.weight",
                        "classifier.10x16.bias");
        assertThat(graph.params()).isEqualTo(16 * 27 + 32 + 170);
        assertThat(graph.macs()).isEqualTo(64 * 16 * 27 + 160);
    }

    @Test
    void networksShareTheWeightsThatHaveOneNameAndOneSize() {
        LayerGraph narrow = network(8);
        LayerGraph wide = network(12);
        assertThat(narrow.weights().keySet()).isEqualTo(network(8).weights().keySet());
        assertThat(narrow.weights().keySet().stream()
                        .filter(wide.weights()::containsKey)
                        .toList())
                .containsExactly("stem.8x3x1x1.weight", "stem.8x3x1x1.norm.weight", "stem.8x3x1x1.norm.bias");
    }

    private static LayerGraph network(int width) {
        NetworkBuilder network = new NetworkBuilder(new Shape(3, 8, 8));
        FeatureMap map = network.input().convolution("stem", 8, 1).batchNorm();
        map = map.convolution("second", width, 3).batchNorm();
        return network.build(map.globalAverage().linear("classifier", 10));
    }

    @Test
    void blocksHaveTheLayersOfTheirPapers() {
        FeatureMap map = input.convolution("stem", 8, 3);
        assertThat(map.invertedResidual("a", 8, 5, 6, 1).shape()).isEqualTo(new Shape(8, 9, 8));
        assertThat(params(block -> block.invertedResidual("a", 8, 5, 6, 1)))
                .isEqualTo(8 * 48 + 96 + 48 * 25 + 96 + 48 * 8 + 16);
        assertThat(params(block -> block.invertedResidual("a", 12, 3, 1, 2))).isEqualTo(8 * 9 + 16 + 8 * 12 + 24);
        assertThat(params(block -> block.separableConvolution("a", 12, 3, 2))).isEqualTo(8 * 9 + 16 + 8 * 12 + 24);
        assertThat(params(block -> block.basicBlock("a", 8, 1))).isEqualTo(2 * (64 * 9 + 16));
        assertThat(params(block -> block.basicBlock("a", 16, 2)))
                .isEqualTo(8 * 16 * 9 + 32 + 16 * 16 * 9 + 32 + 8 * 16 + 32);
        assertThat(params(block -> block.squeezeExcite("a", 2))).isEqualTo(8 * 2 + 2 + 2 * 8 + 8);
    }

    private static long params(UnaryOperator<FeatureMap> block) {
        NetworkBuilder network = new NetworkBuilder(new Shape(8, 6, 6));
        return network.build(block.apply(network.input()).globalAverage()).params();
    }

    @Test
    void mapsAreAddedAndJoined() {
        FeatureMap map = input.convolution("a", 4, 3);
        assertThat(map.add(input.convolution("b", 4, 1)).shape()).isEqualTo(new Shape(4, 9, 8));
        assertThat(map.concat(input, input.maxPool(3, 1)).shape()).isEqualTo(new Shape(10, 9, 8));
        assertThat(input.globalAverage().globalAverage().shape()).isEqualTo(new Shape(3, 1, 1));
        assertThat(input.dropout(0.5).shape()).isEqualTo(input.shape());
    }

    private static void assertRefused(Runnable layer, String message) {
        assertThatExceptionOfType(LayerException.class).isThrownBy(layer::run).withMessage(message);
    }

    @Test
    void aLayerThatDoesNotFitIsNamedWithWhatItReads() {
        FeatureMap map = input.convolution("stem", 16, 3, 4).batchNorm().relu();
        assertRefused(
                () -> map.maxPool(4, 2),
                "maxPool(4, 2) can't read 16 x 3 x 2 from layer 'stem': its window of 4 is larger than the map");
        assertRefused(
                () -> map.add(input),
                "add can't read 16 x 3 x 2 from layer 'stem': it can't be added to 3 x 9 x 8 from the input");
        assertRefused(
                () -> map.concat(input),
                "concat can't read 16 x 3 x 2 from layer 'stem': it can't be joined with 3 x 9 x 8 from the input");
        assertRefused(
                () -> map.convolution("wide", 0, 3),
                "layer 'wide' can't read 16 x 3 x 2 from layer 'stem': channels must be at least 1, got 0");
        assertRefused(
                () -> map.depthwise("far", 3, 0),
                "layer 'far' can't read 16 x 3 x 2 from layer 'stem': stride must be at least 1, got 0");
        assertRefused(
                () -> map.dropout(1),
                "dropout can't read 16 x 3 x 2 from layer 'stem': its rate must be in [0, 1), got 1.0");
        assertRefused(
                () -> map.add(input.convolution("shortcut", 16, 1, 4)).batchNorm(),
                "batchNorm() can't read 16 x 3 x 2 from a sum of layer 'stem' and layer 'shortcut': there is no"
                        + " convolution or linear layer to be named after; use batchNorm(name)");
    }

    @Test
    void aNameBelongsToOneLayer() {
        FeatureMap map = input.convolution("a", 4, 3);
        assertRefused(
                () -> map.convolution("a", 4, 5),
                "two layers of one network are named 'a'; a name belongs to one layer");
        assertRefused(() -> map.linear(" ", 4), "a layer with weights needs a name, got ' '");
    }

    @Test
    void theOutputIsOneNumberForEachClass() {
        NetworkBuilder network = new NetworkBuilder(new Shape(3, 8, 8));
        assertRefused(
                () -> network.build(network.input().convolution("a", 10, 3)),
                "the network's output is 10 x 8 x 8; it must be classes x 1 x 1. End with globalAverage() and"
                        + " linear(name, classes)");
        assertRefused(() -> network.input().add(input), "add reads 3 x 9 x 8 of another network");
    }
}
