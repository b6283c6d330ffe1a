package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenSampleTest {

    private static EvenSample<Integer> sample(int values) {
        EvenSample<Integer> sample = new EvenSample<>(10);
        IntStream.rangeClosed(1, values).forEach(sample::add);
        return sample;
    }

    @Test
    void aSampleIsEvenAndBounded() {
        assertThat(sample(25).values()).containsExactly(1, 5, 9, 13, 17, 21, 25);
        assertThat(sample(25).seen()).isEqualTo(25);
    }

    @Test
    void fewValuesAreAllKept() {
        assertThat(sample(10).values()).hasSize(10);
    }
}
