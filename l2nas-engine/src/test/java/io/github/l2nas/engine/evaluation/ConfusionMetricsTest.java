package io.github.l2nas.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.l2nas.api.random.RandomStream;
import org.junit.jupiter.api.Test;

class ConfusionMetricsTest {

    @Test
    void countsWhichClassWasTakenForWhich() {
        float[] logits = {
            3, 1, 2, // right
            1, 0, -1, // 1 taken for 0
            -5, -4, -3, // right
            0, 0.1f, 0 // 2 taken for 1
        };
        ConfusionMetrics metrics = ConfusionMetrics.of(new int[] {0, 1, 2, 2}, logits, 3);

        assertThat(metrics.top1()).isEqualTo(0.5);
        assertThat(metrics.top5()).isEqualTo(1);
        assertThat(metrics.confusion()).isDeepEqualTo(new int[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 1}});
    }

    @Test
    void agreesWithCountingByHandOnManyImages() {
        int images = 500;
        int classes = 12;
        RandomStream random = new RandomStream(1, "scores");
        int[] labels = new int[images];
        float[] scores = new float[images * classes];
        for (int image = 0; image < images; image++) {
            labels[image] = random.nextInt(classes);
        }
        for (int index = 0; index < scores.length; index++) {
            scores[index] = random.nextFloat() - 0.5f;
        }
        int first = 0;
        int amongFive = 0;
        int[][] confusion = new int[classes][classes];
        for (int image = 0; image < images; image++) {
            int best = 0;
            int better = 0;
            float own = scores[image * classes + labels[image]];
            for (int column = 0; column < classes; column++) {
                float score = scores[image * classes + column];
                best = score > scores[image * classes + best] ? column : best;
                better += score > own ? 1 : 0;
            }
            confusion[labels[image]][best]++;
            first += better == 0 ? 1 : 0;
            amongFive += better < 5 ? 1 : 0;
        }

        ConfusionMetrics metrics = ConfusionMetrics.of(labels, scores, classes);

        assertThat(metrics.top1()).isCloseTo((double) first / images, within(1e-12));
        assertThat(metrics.top5()).isCloseTo((double) amongFive / images, within(1e-12));
        assertThat(metrics.confusion()).isDeepEqualTo(confusion);
    }

    @Test
    void takesTwoClassesAsTwoScores() {
        ConfusionMetrics metrics = ConfusionMetrics.of(new int[] {0, 1}, new float[] {0.2f, 0.1f, 0.9f, 0.3f}, 2);

        assertThat(metrics.top1()).isEqualTo(0.5);
        assertThat(metrics.confusion()).isDeepEqualTo(new int[][] {{1, 0}, {1, 0}});
    }

    @Test
    void refusesWhatCannotBeCounted() {
        assertThatThrownBy(() -> ConfusionMetrics.of(new int[] {0}, new float[3], 2))
                .hasMessageContaining("3 scores of 1 images in 2 classes");
        assertThatThrownBy(() -> ConfusionMetrics.of(new int[] {2}, new float[2], 2))
                .hasMessage("label 2 is none of 2 classes");
        assertThatThrownBy(() -> ConfusionMetrics.of(new int[] {0}, new float[] {Float.NaN, 0}, 2))
                .hasMessageContaining("diverged");
    }
}
