package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExplorationTest {

    @Test
    void epsilonFollowsAHalfCosineFromOneToItsMinimumAtStep175() {
        Exploration exploration = new Exploration(1, 0.05, 175, 0);

        assertThat(exploration.epsilon(0)).isEqualTo(1);
        // 0.05 + 0.95 (1 + cos(pi / 5)) / 2
        assertThat(exploration.epsilon(35)).isCloseTo(0.909283072, within(1e-8));
        assertThat((exploration.epsilon(87) + exploration.epsilon(88)) / 2).isCloseTo(0.525, within(1e-9));
        assertThat(exploration.epsilon(175)).isEqualTo(0.05);
        assertThat(exploration.epsilon(100_000)).isEqualTo(0.05);
    }

    @Test
    void aWarmUpIsRandomAndWhatFollowsIsNot() {
        Exploration exploration = new Exploration(0, 0, 0, 3000);

        assertThat(exploration.epsilon(0)).isEqualTo(1);
        assertThat(exploration.epsilon(2999)).isEqualTo(1);
        assertThat(exploration.epsilon(3000)).isZero();
    }

    @Test
    void epsilonIsConstantWithoutAnnealing() {
        Exploration exploration = new Exploration(0.05, 0.05, 0, 0);

        assertThat(exploration.epsilon(0)).isEqualTo(0.05);
        assertThat(exploration.epsilon(99)).isEqualTo(0.05);
    }
}
