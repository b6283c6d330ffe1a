package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

    @Test
    void twoStepsAreThoseComputedByHand() {
        Adam adam = new Adam(2, 0.1, 0.9, 0.99);
        float[] parameters = {1, 5};

        adam.descend(parameters, new float[] {1, 0});
        // m = 0.1, v = 0.01, both corrected to 1
        assertThat(parameters[0]).isCloseTo(0.9f, within(1e-6f));

        adam.descend(parameters, new float[] {-2, 0});
        // m = -0.11 / 0.19, v = 0.0499 / 0.0199
        assertThat(parameters[0]).isCloseTo(0.9365608f, within(1e-6f));
        assertThat(parameters[1]).isEqualTo(5);
    }

    @Test
    void momentsOfASilentUnitNeverBecomeSubnormal() {
        Adam adam = new Adam(1, 1e-4, 0.9, 0.99);
        float[] parameters = {1};
        adam.descend(parameters, new float[] {1e-6f});

        for (int i = 0; i < 20_000; i++) {
            adam.descend(parameters, new float[] {0});
            NetworkState state = adam.capture(parameters);
            assertThat(subnormal(state.firstMoments()[0])).isFalse();
            assertThat(subnormal(state.secondMoments()[0])).isFalse();
        }
    }

    private static boolean subnormal(float value) {
        return value != 0 && Math.abs(value) < Float.MIN_NORMAL;
    }
}
