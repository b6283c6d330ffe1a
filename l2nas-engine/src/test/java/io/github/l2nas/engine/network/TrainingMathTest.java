package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingMathTest {

    @Test
    void theLearningRateRisesAndThenFallsAlongHalfACosine() {
        LearningRate rate = new LearningRate(0.5, 0.1, 4, 24);
        assertThat(rate.at(0)).isCloseTo(0.1, within(1e-12));
        assertThat(rate.at(3)).isCloseTo(0.4, within(1e-12));
        assertThat(rate.at(4)).isCloseTo(0.5, within(1e-12));
        assertThat(rate.at(14)).isCloseTo(0.3, within(1e-12));
        assertThat(rate.at(24)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void crossEntropyOfEqualLogitsIsTheLogarithmOfTheClasses() {
        CrossEntropy.Result result = CrossEntropy.PLAIN.of(List.of(new float[8]), new int[] {1, 3});
        assertThat(result.loss()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(result.gradients().get(0))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(0.125f, -0.375f, 0.125f, 0.125f, 0.125f, 0.125f, 0.125f, -0.375f);
    }

    @Test
    void theGradientOfCrossEntropyIsItsSlope() {
        CrossEntropy loss = new CrossEntropy(0.1, 0.4);
        float[] logits = {0.3f, -1.2f, 2.0f, 0.5f, 0.0f, -0.7f};
        float[] auxiliary = {1f, 0.2f, -0.4f, -2f, 0.1f, 0.6f};
        int[] labels = {2, 0};
        List<float[]> gradients = loss.of(List.of(logits, auxiliary), labels).gradients();
        for (int head = 0; head < 2; head++) {
            for (int i = 0; i < logits.length; i++) {
                double slope = (at(loss, logits, auxiliary, labels, head, i, 1e-2f)
                                - at(loss, logits, auxiliary, labels, head, i, -1e-2f))
                        / 2e-2;
                assertThat((double) gradients.get(head)[i]).isCloseTo(slope, within(1e-4));
            }
        }
    }

    private static double at(
            CrossEntropy loss, float[] logits, float[] auxiliary, int[] labels, int head, int index, float shift) {
        float[][] moved = {logits.clone(), auxiliary.clone()};
        moved[head][index] += shift;
        return loss.of(List.of(moved[0], moved[1]), labels).loss();
    }
}
