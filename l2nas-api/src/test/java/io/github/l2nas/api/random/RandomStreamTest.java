package io.github.l2nas.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    private static final int DRAWS = 100_000;

    /** Computed with Python: hashlib.sha256 of seed and name, then SplitMix64 with integers modulo 2^64. */
    @Test
    void drawsTheSameNumbersOnEveryMachine() {
        RandomStream stream = new RandomStream(1, "agent.noise");
        assertThat(new long[] {stream.nextLong(), stream.nextLong(), stream.nextLong()})
                .containsExactly(4323856812081168867L, -5625932786281538531L, -11947214356533046L);
    }

    @Test
    void drawsIntegersUniformly() {
        RandomStream stream = new RandomStream(5, "integers");
        int[] counts = new int[7];
        for (int i = 0; i < 7 * DRAWS; i++) {
            counts[stream.nextInt(7)]++;
        }
        for (int count : counts) {
            // six standard deviations of a binomial
            assertThat(count).isCloseTo(DRAWS, within((int) (6 * Math.sqrt(DRAWS * 6.0 / 7))));
        }
    }

    @Test
    void drawsFractionsWithMeanOneHalfAndVarianceOneTwelfth() {
        RandomStream floats = new RandomStream(5, "floats");
        RandomStream doubles = new RandomStream(5, "doubles");
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            float single = floats.nextFloat();
            double precise = doubles.nextDouble();
            assertThat(single).isGreaterThanOrEqualTo(0).isLessThan(1);
            assertThat(precise).isGreaterThanOrEqualTo(0).isLessThan(1);
            sum += single + precise;
            squares += (double) single * single + precise * precise;
        }
        double mean = sum / (2 * DRAWS);
        assertThat(mean).isCloseTo(0.5, within(0.005));
        assertThat(squares / (2 * DRAWS) - mean * mean).isCloseTo(1.0 / 12, within(0.002));
    }

    @Test
    void normalNumbersHaveTheirMomentsAndTails() {
        RandomStream random = new RandomStream(1, "normal");
        int draws = 100_000;
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < draws; i++) {
            double value = random.nextGaussian();
            sum += value;
            squares += value * value;
            beyondTwo += Math.abs(value) > 2 ? 1 : 0;
        }
        assertThat(sum / draws).isCloseTo(0, within(0.01));
        assertThat(squares / draws).isCloseTo(1, within(0.015));
        assertThat((double) beyondTwo / draws).isCloseTo(0.0455, within(0.002));
    }

    @Test
    void streamsOfOtherNamesOrSeedsAreUncorrelated() {
        RandomStream[] streams = {
            new RandomStream(1, "a"), new RandomStream(1, "b"), new RandomStream(2, "a"), new RandomStream(1, "")
        };
        double[][] products = new double[streams.length][streams.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] values = new double[streams.length];
            for (int i = 0; i < streams.length; i++) {
                values[i] = streams[i].nextDouble() - 0.5;
            }
            for (int i = 0; i < streams.length; i++) {
                for (int j = 0; j < i; j++) {
                    products[i][j] += values[i] * values[j] * 12 / DRAWS;
                }
            }
        }
        for (int i = 0; i < streams.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(products[i][j])
                        .as("correlation of streams %d and %d", i, j)
                        .isCloseTo(0, within(6 / Math.sqrt(DRAWS)));
            }
        }
    }

    @Test
    void continuesWhereItWasSaved() throws IOException {
        RandomStream stream = new RandomStream(9, "saved");
        stream.nextInt(10);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        stream.save(new DataOutputStream(bytes));
        RandomStream restored = new RandomStream(9, "saved");
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int i = 0; i < 100; i++) {
            assertThat(restored.nextLong()).isEqualTo(stream.nextLong());
        }
    }

    @Test
    void refusesABoundThatIsNotPositive() {
        assertThatThrownBy(() -> new RandomStream(1, "x").nextInt(0)).hasMessage("bound must be positive, got 0");
    }
}
