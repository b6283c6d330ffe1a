package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.SearchSpaces;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockSoftmaxTest {

    private final RandomStream random = new RandomStream(2, "test");

    private static ActionShape shape(String space) {
        return SearchSpaces.named(space).actionShape();
    }

    private float[] logits(ActionShape shape) {
        float[] logits = new float[shape.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 4 * random.nextFloat() - 2;
        }
        return logits;
    }

    private static float[] expected(ActionShape shape, float[] logits) {
        float[] expected = new float[shape.size()];
        new BlockSoftmax(shape).forward(logits, expected);
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"nas-bench-201, 6", "darts, 16", "ofa-mbv3, 25"})
    void expectsAsManyPicksAsTheDiscretizerMakes(String space, double picks) {
        ActionShape shape = shape(space);
        double sum = 0;
        for (float value : expected(shape, logits(shape))) {
            assertThat(value).isPositive();
            sum += value;
        }
        assertThat(sum).isCloseTo(picks, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({"nas-bench-201, 0.2", "darts, 0.1428571"})
    void equalLogitsExpectEqualPicks(String space, float share) {
        ActionShape shape = shape(space);
        float[] expected = expected(shape, new float[shape.size()]);
        assertThat(expected[0]).isCloseTo(share, within(1e-6f));
        assertThat(expected[1]).isEqualTo(expected[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts", "ofa-mbv3"})
    void gradientsAreThoseOfFiniteDifferences(String space) {
        ActionShape shape = shape(space);
        float[] logits = logits(shape);
        float[] weights = logits(shape);
        float[] gradients = weights.clone();
        new BlockSoftmax(shape).backward(expected(shape, logits), gradients);

        for (int i = 0; i < logits.length; i++) {
            float value = logits[i];
            logits[i] = value + 0.01f;
            double above = weighted(expected(shape, logits), weights);
            logits[i] = value - 0.01f;
            double below = weighted(expected(shape, logits), weights);
            logits[i] = value;
            assertThat((double) gradients[i]).isCloseTo((above - below) / 0.02, within(1e-3));
        }
    }

    private static double weighted(float[] expected, float[] weights) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += (double) weights[i] * expected[i];
        }
        return sum;
    }
}
