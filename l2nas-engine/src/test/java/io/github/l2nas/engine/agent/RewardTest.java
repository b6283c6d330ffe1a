package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RewardTest {

    @Test
    void powerIsAHundredToTheAccuracy() {
        assertThat(Reward.POWER.of(0, 1)).isEqualTo(1);
        assertThat(Reward.POWER.of(0.5, 1)).isCloseTo(10, within(1e-12));
        assertThat(Reward.POWER.of(1, 0.3)).isCloseTo(100, within(1e-12));
    }

    @Test
    void relativeIsZeroAtTheSupernetsAccuracyAndGrowsTenfoldWithEveryHalfOfIt() {
        assertThat(Reward.RELATIVE.of(0.76, 0.76)).isCloseTo(0, within(1e-12));
        assertThat(Reward.RELATIVE.of(0.38, 0.76)).isCloseTo(-0.9, within(1e-12));
        assertThat(Reward.RELATIVE.of(0, 0.76)).isCloseTo(-0.99, within(1e-12));
        assertThat(Reward.RELATIVE.of(0.75, 0.5)).isCloseTo(9, within(1e-9));
    }
}
