package io.github.l2nas.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0.94373, 0.94373",
        "0.1, 0.1",
        "100, 100",
        "1E-4, 0.0001",
        "0, 0",
        "0.30000000000000004, 0.30000000000000004"
    })
    void theShortestDecimalIsPlain(double value, String text) {
        assertThat(Decimals.shortest(value).toPlainString()).isEqualTo(text);
    }

    @Test
    void theShortestDecimalReadsBack() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double value = random.nextDouble() * 100;
            assertThat(Double.parseDouble(Decimals.shortest(value).toPlainString()))
                    .isEqualTo(value);
        }
    }

    @Test
    void singlePrecisionNeedsFewerDigits() {
        assertThat(Decimals.shortest(0.3f)).hasToString("0.3");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            float value = (float) random.nextDouble();
            assertThat(Float.parseFloat(Decimals.shortest(value).toPlainString()))
                    .isEqualTo(value);
        }
    }

    @Test
    void accuraciesForPeopleHaveTwoDecimals() {
        assertThat(Decimals.percent(0.94373)).isEqualTo("94.37");
        assertThat(Decimals.percent(1)).isEqualTo("100.00");
    }

    @Test
    void roundingKeepsSignificantDigits() {
        assertThat(Decimals.rounded(77.211434567891, 9).toPlainString()).isEqualTo("77.2114346");
    }
}
