package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CheckLossTest {

    private final CheckLoss loss = new CheckLoss(0.9f);

    @Test
    void undershootingCostsNineTimesAsMuchAsOvershooting() {
        assertThat(loss.loss(2)).isCloseTo(1.8f, within(1e-6f));
        assertThat(loss.loss(-2)).isCloseTo(0.2f, within(1e-6f));
        assertThat(loss.loss(0)).isZero();
    }

    @Test
    void theSlopeAtZeroIsThatOfOvershooting() {
        assertThat(loss.slope(0)).isCloseTo(-0.1f, within(1e-6f));
        assertThat(loss.slope(1e-9f)).isEqualTo(0.9f);
    }

    @Test
    void theNinetiethPercentileMinimisesIt() {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int candidate = 0; candidate <= 1000; candidate++) {
            double sum = 0;
            for (int reward = 1; reward <= 1000; reward++) {
                sum += loss.loss(reward * 0.001f - candidate * 0.001f);
            }
            if (sum < least) {
                least = sum;
                best = candidate;
            }
        }
        assertThat(best).isBetween(900, 901);
    }
}
