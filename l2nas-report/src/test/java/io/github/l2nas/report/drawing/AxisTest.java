package io.github.l2nas.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 1000; 5; 0 200 400 600 800 1000",
                "0; 1000; 10; 0 100 200 300 400 500 600 700 800 900 1000",
                "90.17; 91.65; 7; 90.5 91.0 91.5",
                "0.0012; 0.0049; 4; 0.002 0.003 0.004",
                "-3; 3; 3; \u22122 0 2",
                "-0.04; 0.04; 5; \u22120.04 \u22120.02 0.00 0.02 0.04",
                "0; 2000000; 4; 0 500\u202f000 1\u202f000\u202f000 1\u202f500\u202f000 2\u202f000\u202f000",
            })
    void ticksAreRoundNumbers(double low, double high, int most, String texts) {
        Axis axis = new Axis("x", low, high);

        assertThat(axis.ticks(most).stream().map(tick -> axis.text(tick, most))).containsExactly(texts.split(" "));
    }

    @Test
    void valuesThatAreAllTheSameGetRoom() {
        Axis axis = Axis.around("x", 0.5, 0.5);

        assertThat(axis.low()).isLessThan(0.5);
        assertThat(axis.high()).isGreaterThan(0.5);
        assertThat(Axis.around("x", 0, 0).high()).isPositive();
    }

    @Test
    void anAxisNeedsARange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Axis("x", 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Axis("x", 0, Double.POSITIVE_INFINITY));
    }
}
