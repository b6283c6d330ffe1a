package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayBufferTest {

    private static ReplayBuffer filled(int bound, int transitions) {
        ReplayBuffer buffer = new ReplayBuffer(2, bound);
        for (int i = 0; i < transitions; i++) {
            buffer.add(new float[] {i, -i}, new float[] {10 * i, 0}, 100 * i);
        }
        return buffer;
    }

    @Test
    void anUnboundedBufferKeepsEverything() {
        ReplayBuffer buffer = filled(0, 1500);

        float[] state = new float[2];
        float[] action = new float[2];
        assertThat(buffer.size()).isEqualTo(1500);
        for (int i = 0; i < 1500; i++) {
            assertThat(buffer.copyTo(i, state, action)).isEqualTo(100 * i);
            assertThat(state).containsExactly(i, -i);
            assertThat(action).containsExactly(10 * i, 0);
        }
    }

    @Test
    void aBoundedBufferKeepsTheNewest() {
        for (int bound : new int[] {1, 7, 300, 600}) {
            ReplayBuffer buffer = filled(bound, 1000);

            assertThat(buffer.size()).isEqualTo(bound);
            for (int i = 0; i < bound; i++) {
                assertThat(buffer.copyTo(i, new float[2], new float[2])).isEqualTo(100 * (1000 - bound + i));
            }
        }
    }

    @Test
    void aBoundedBufferThatIsNotFullKeepsEverything() {
        ReplayBuffer buffer = filled(600, 599);

        assertThat(buffer.size()).isEqualTo(599);
        assertThat(buffer.copyTo(0, new float[2], new float[2])).isZero();
    }
}
