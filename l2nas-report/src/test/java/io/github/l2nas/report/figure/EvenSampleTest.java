package io.github.l2nas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.report.result.TrialRow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvenSampleTest {

    private static final SearchSpace SPACE = SearchSpaces.named("nas-bench-201");

    private static TrialRow trial(int step, int kind, double accuracy) {
        String notation =
                SPACE.architecture(new int[] {kind % 5, kind / 5, 0, 0, 0, 0}).notation();
        return new TrialRow(step, notation, accuracy, 0, accuracy, "actor", Double.NaN);
    }

    @Test
    void aSampleIsEvenAndBounded() {
        EvenSample sample = new EvenSample(10);
        IntStream.rangeClosed(1, 25).forEach(step -> sample.add(trial(step, step - 1, 0.5)));

        assertThat(sample.complete()).isFalse();
        assertThat(sample.rows().stream().map(TrialRow::step)).containsExactly(1, 5, 9, 13, 17, 21, 25);
    }

    @Test
    void aShortHistoryIsSampledWhole() {
        EvenSample sample = new EvenSample(10);
        IntStream.rangeClosed(1, 20).forEach(step -> sample.add(trial(step, (step - 1) % 10, 0.5)));

        assertThat(sample.complete()).isTrue();
        assertThat(sample.rows()).hasSize(10);
    }
}
