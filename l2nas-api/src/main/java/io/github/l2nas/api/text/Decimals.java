package io.github.l2nas.api.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as decimal text that is the same on every Java version; {@link Double#toString(double)} is not (JDK-4511638).
 */
public final class Decimals {

    private static final int MOST_DIGITS = 17;
    private static final int MOST_FLOAT_DIGITS = 9;

    private Decimals() {}

    /**
     * The shortest decimal that reads back as the number.
     *
     * @param value a finite number
     * @return the decimal, without trailing zeros
     */
    public static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)));
    }

    /**
     * The shortest decimal that reads back as the number in single precision.
     *
     * @param value a finite number
     * @return the decimal, without trailing zeros
     */
    public static BigDecimal shortest(float value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_FLOAT_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.floatValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(MOST_FLOAT_DIGITS, RoundingMode.HALF_EVEN)));
    }

    /**
     * The number rounded to some significant digits.
     *
     * @param value a finite number
     * @param digits significant digits, at least 1
     * @return the decimal, without trailing zeros
     */
    public static BigDecimal rounded(double value, int digits) {
        return plain(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
    }

    /**
     * An accuracy for people.
     *
     * @param accuracy in [0, 1]
     * @return percent with two decimals, for example {@code 94.37}
     */
    public static String percent(double accuracy) {
        return new BigDecimal(accuracy)
                .movePointRight(2)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
