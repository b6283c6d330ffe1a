package io.github.l2nas.api.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChooseTest {

    private static final List<Objective> OBJECTIVES = List.of(
            new Objective("accuracy", Direction.MAXIMIZE, false),
            new Objective("latency_ms", Direction.MINIMIZE, true));

    /** Accuracies 0.9, 0.88, 0.6 with latencies 10, 4, 1. */
    private static final List<double[]> FRONT =
            List.of(new double[] {-0.9, 10}, new double[] {-0.88, 4}, new double[] {-0.6, 1});

    @ParameterizedTest
    @CsvSource({
        "knee, 1",
        "accuracy, 0",
        "latency_ms, 2",
        "accuracy where latency_ms <= 4, 1",
        "accuracy where latency_ms <= 3.9, 2",
        "latency_ms where accuracy >= 0.7, 1",
        "accuracy where latency_ms<=9 and accuracy >= 0.5, 1"
    })
    void chooses(String text, int expected) {
        assertThat(Choose.parse(text, OBJECTIVES).from(FRONT)).contains(expected);
    }

    /** Scaled losses: (0, 1), (1/15, 1/3), (1, 0). */
    @Test
    void theKneeIsTheLeastSumOfScaledLossesAndOfEqualsTheFirst() {
        List<double[]> line = List.of(new double[] {-1, 3}, new double[] {-0.5, 2}, new double[] {0, 1});
        assertThat(Choose.parse("knee", OBJECTIVES).from(line)).contains(0);
        assertThat(Choose.parse("knee", OBJECTIVES).from(FRONT.subList(0, 1))).contains(0);
    }

    @Test
    void whereNothingIsWithinTheLimitsItTellsWhatComesClosest() {
        Choose choose = Choose.parse("accuracy where latency_ms <= 0.5", OBJECTIVES);
        assertThat(choose.from(FRONT)).isEmpty();
        assertThat(choose.whyNothing(FRONT))
                .contains("'accuracy where latency_ms <= 0.5'", "the smallest latency_ms is 1");
    }

    @ParameterizedTest
    @CsvSource({
        "elbow, 'elbow' is no objective",
        "params where accuracy >= 0.5, 'params' is no objective",
        "accuracy where latency_ms < 3, chooses nothing",
        "accuracy where, chooses nothing",
        "accuracy where latency_ms <= fast, 'fast' is not a number",
        "accuracy where latency_ms <= NaN, 'NaN' is not a number"
    })
    void tellsWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Choose.parse(text, OBJECTIVES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
