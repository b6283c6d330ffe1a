package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

    private static final int BATCH = 6;
    private static final int CLASSES = 3;

    private final Parameters parameters = new Parameters(5);

    private static LayerGraph network(double rate) {
        NetworkBuilder network = new NetworkBuilder(new Shape(2, 5, 3));
        FeatureMap map = network.input().convolution("first", 7, 3).hSwish().dropout(rate);
        map = map.convolution("second", 10, 3, 2).hSwish().globalAverage().dropout(rate);
        return network.build(map.linear("classifier", CLASSES));
    }

    private static float[] images() {
        RandomStream random = new RandomStream(3, "images");
        float[] images = new float[BATCH * 30];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble() * 2 - 1;
        }
        return images;
    }

    private double loss(Executor executor, LayerGraph graph) {
        Noise noise = new Noise(Optional.empty(), Optional.of(new RandomStream(11, "dropout")));
        return executor.train(graph, parameters, images(), new int[] {0, 1, 2, 2, 1, 0}, CrossEntropy.PLAIN, noise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void evaluationDropsNothing(String backend) {
        parameters.initialise(network(0.5));
        try (Executor executor = new Executor(Backends.choose(backend), 1)) {
            assertThat(executor.logits(network(0.5), parameters, images(), Statistics.RUNNING))
                    .containsExactly(executor.logits(network(0), parameters, images(), Statistics.RUNNING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onednn", "nd4j"})
    void theGradientIsTheSlopeOfTheLossWithTheSameNumbersDropped(String backend) {
        LayerGraph graph = network(0.4);
        parameters.initialise(graph);
        try (Executor executor = new Executor(Backends.choose(backend), 1)) {
            for (Parameter parameter : parameters.all()) {
                for (int i = 0; i < parameter.values().length; i += 5) {
                    loss(executor, graph);
                    double gradient = parameter.gradient()[i];
                    double slope =
                            (moved(executor, graph, parameter, i, 1e-2f) - moved(executor, graph, parameter, i, -1e-2f))
                                    / 2e-2;
                    assertThat(gradient).as(parameter.name()).isCloseTo(slope, within(1e-3));
                }
            }
        }
    }

    private double moved(Executor executor, LayerGraph graph, Parameter parameter, int index, float shift) {
        float before = parameter.values()[index];
        parameter.values()[index] += shift;
        parameter.changed();
        double loss = loss(executor, graph);
        parameter.values()[index] = before;
        parameter.changed();
        return loss;
    }

    @Test
    void bothBackendsDropTheSameNumbers() {
        LayerGraph graph = network(0.4);
        parameters.initialise(graph);
        try (Executor first = new Executor(Backends.choose("onednn"), 1);
                Executor second = new Executor(Backends.choose("nd4j"), 1)) {
            assertThat(loss(first, graph)).isCloseTo(loss(second, graph), within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.75})
    void aShareOfTheNumbersIsDroppedAndTheOthersGrowSoThatTheMeanStays(double rate) {
        Noise noise = new Noise(Optional.empty(), Optional.of(new RandomStream(1, "dropout")));
        float[] factors = noise.dropoutFactors(rate, 100_000);
        long dropped = 0;
        double sum = 0;
        for (float factor : factors) {
            dropped += factor == 0 ? 1 : 0;
            sum += factor;
        }
        assertThat((double) dropped / factors.length).isCloseTo(rate, within(0.005));
        assertThat(sum / factors.length).isCloseTo(1, within(0.02));
        assertThat(Arrays.equals(factors, noise.dropoutFactors(rate, factors.length)))
                .as("the next layer drops others")
                .isEqualTo(rate == 0);
    }

    @Test
    void trainingWithoutRandomNumbersIsRefused() {
        LayerGraph graph = network(0.4);
        parameters.initialise(graph);
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            executor.train(graph, parameters, images(), new int[BATCH], CrossEntropy.PLAIN, Noise.NONE))
                    .withMessageContaining("dropout");
        }
    }
}
