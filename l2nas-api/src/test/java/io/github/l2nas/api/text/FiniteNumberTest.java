package io.github.l2nas.api.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "94.373",
                "-0.5",
                "+3",
                "1e3",
                "2.5E-7",
                ".5",
                "5.",
                "007",
                "9007199254740993",
                "123456789012345678901234567890",
                "0.1000000000000000055511151231257827",
                "1e-400",
                "4.9E-324",
                "0.00000000000000000000000000001",
                "900719925474099.1",
                "90071992547409.93"
            })
    void readsTheNearestDouble(String text) {
        assertThat(FiniteNumber.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void readsEveryDecimalLikeJava() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            String text = BigDecimal.valueOf(random.nextLong() >>> random.nextInt(1, 64), random.nextInt(25))
                    .toPlainString();
            assertThat(FiniteNumber.parse(text)).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "e",
                "1e",
                "1.2.3",
                "1,5",
                "NaN",
                "Infinity",
                "-Infinity",
                "1e400",
                "5f",
                "5d",
                "0x1p3",
                "1_000",
                " 5",
                "5 ",
                "٣",
                "high",
                "--1"
            })
    void readsNothingElse(String text) {
        assertThat(FiniteNumber.parse(text)).isNaN();
    }

    @Test
    void takesTheHundredthOfTheDecimalNotOfTheDouble() {
        assertThat(FiniteNumber.hundredth(0.007)).isEqualTo(0.00007).isNotEqualTo(0.007 / 100);
        for (int thousandths = 0; thousandths <= 100_000; thousandths++) {
            BigDecimal percent = BigDecimal.valueOf(thousandths, 3);
            assertThat(FiniteNumber.hundredth(percent.doubleValue()))
                    .isEqualTo(percent.movePointLeft(2).doubleValue());
        }
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            double percent = 100 * random.nextDouble();
            assertThat(FiniteNumber.hundredth(percent))
                    .isEqualTo(Decimals.shortest(percent).movePointLeft(2).doubleValue());
        }
    }
}
