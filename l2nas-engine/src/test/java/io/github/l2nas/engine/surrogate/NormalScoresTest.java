package io.github.l2nas.engine.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class NormalScoresTest {

    private static final double[] VALUES = {3, 1, 100, 2, 2};

    private final NormalScores scores = new NormalScores(VALUES);

    /** Middles of ranks: 0.1, 0.4 (two of 2), 0.7, 0.9 of the whole. */
    @Test
    void scoresAreNormalQuantilesOfRanks() {
        NormalDistribution normal = new NormalDistribution();
        assertThat(scores.score(1)).isCloseTo(normal.inverseCumulativeProbability(0.1), within(5e-4));
        assertThat(scores.score(2)).isCloseTo(normal.inverseCumulativeProbability(0.4), within(5e-4));
        assertThat(scores.score(3)).isCloseTo(normal.inverseCumulativeProbability(0.7), within(5e-4));
        assertThat(scores.score(100)).isCloseTo(normal.inverseCumulativeProbability(0.9), within(5e-4));
    }

    @Test
    void aScoreGivesItsValueBackAndThoseBetweenLieOnALine() {
        for (double value : VALUES) {
            assertThat(scores.value(scores.score(value))).isCloseTo(value, within(1e-9));
        }
        assertThat(scores.value((scores.score(3) + scores.score(100)) / 2)).isCloseTo(51.5, within(1e-9));
    }

    @Test
    void beyondTheEndsItGoesOn() {
        double slope = (2 - 1) / (scores.score(2) - scores.score(1));
        assertThat(scores.value(scores.score(1) - 1)).isCloseTo(1 - slope, within(1e-9));
        assertThat(scores.value(scores.score(100) + 1)).isGreaterThan(100);
        assertThat(new NormalScores(new double[] {7, 7}).value(3)).isEqualTo(7);
    }
}
