package io.github.l2nas.engine.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankRewardTest {

    private final RankReward ranks = new RankReward();

    @Test
    void theRewardIsAQuantileOfTheExponentialDistribution() {
        for (float accuracy : new float[] {0.9f, 0.1f, 0.5f, 0.92f}) {
            ranks.add(accuracy);
        }

        assertThat(ranks.of(0)).isCloseTo((float) -Math.log(1 - 2.5 / 4), within(1e-6f));
        assertThat(ranks.of(1)).isCloseTo((float) -Math.log(1 - 0.5 / 4), within(1e-6f));
        assertThat(ranks.of(2)).isCloseTo((float) -Math.log(1 - 1.5 / 4), within(1e-6f));
        assertThat(ranks.of(3)).isCloseTo((float) -Math.log(1 - 3.5 / 4), within(1e-6f));
    }

    @Test
    void onlyTheOrderOfAccuraciesCounts() {
        RankReward other = new RankReward();
        for (int i = 0; i < 200; i++) {
            float accuracy = ((37 * i) % 101) / 101f;
            ranks.add(accuracy);
            other.add(accuracy * accuracy / 9);
        }

        for (int i = 0; i < 200; i++) {
            assertThat(other.of(i)).isEqualTo(ranks.of(i));
        }
    }

    @Test
    void equalAccuraciesEarnTheSameWhicheverCameFirst() {
        for (float accuracy : new float[] {0.5f, 0.2f, 0.5f, 0.7f, 0.5f}) {
            ranks.add(accuracy);
        }

        assertThat(ranks.of(0)).isCloseTo((float) -Math.log(1 - 2.5 / 5), within(1e-6f));
        assertThat(ranks.of(2)).isEqualTo(ranks.of(0));
        assertThat(ranks.of(4)).isEqualTo(ranks.of(0));
    }

    @Test
    void afterClearingItRanksAnew() {
        ranks.add(0.3f);
        ranks.add(0.9f);
        ranks.clear();
        ranks.add(0.1f);

        assertThat(ranks.of(0)).isCloseTo((float) Math.log(2), within(1e-6f));
    }
}
