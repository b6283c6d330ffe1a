package io.github.l2nas.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopAccuracyTest {

    @Test
    void countsTheHighestAndTheFiveHighestScores() {
        TopAccuracy.Count count = new TopAccuracy.Count();
        float[] falling = {7, 6, 5, 4, 3, 2, 1};
        for (int label = 0; label < falling.length; label++) {
            count.add(falling, new int[] {label});
        }
        assertThat(count.accuracy()).isEqualTo(new TopAccuracy(1.0 / 7, 5.0 / 7));
    }

    @Test
    void ofEqualScoresTheFirstIsTheHighest() {
        TopAccuracy.Count count = new TopAccuracy.Count();
        count.add(new float[] {1, 1, 1, 1}, new int[] {0, 1});
        assertThat(count.accuracy()).isEqualTo(new TopAccuracy(0.5, 1));
    }

    @Test
    void aScoreThatIsNoNumberIsNeverRight() {
        TopAccuracy.Count count = new TopAccuracy.Count();
        count.add(new float[] {Float.NaN, Float.NaN, 0, 0, 0, 0}, new int[] {0});
        assertThat(count.accuracy()).isEqualTo(new TopAccuracy(0, 0));
    }
}
