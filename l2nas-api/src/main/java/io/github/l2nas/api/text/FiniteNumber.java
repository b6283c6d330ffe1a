package io.github.l2nas.api.text;

/** Decimal numbers as tables hold them: digits, sign, point and exponent, nothing else. */
public final class FiniteNumber {

    private static final int RADIX = 10;

    /** Numbers below are doubles, exactly. */
    private static final long EXACT = 1L << 53;

    /** Decimals of at most this many digits and doubles correspond one to one. */
    private static final long FIFTEEN_DIGITS = 1_000_000_000_000_000L;

    /** All powers of ten that are doubles, exactly. */
    private static final double[] POWERS = powers();

    private FiniteNumber() {}

    private static double[] powers() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * RADIX;
        }
        return powers;
    }

    /**
     * Reads a number.
     *
     * @param text the text of a field
     * @return the nearest double, or NaN where the text is not a decimal number or too large for a double. Java's own
     *     notations, such as {@code 5f}, {@code 0x1p3} or {@code Infinity}, are none
     */
    public static double parse(String text) {
        long number = 0;
        int decimals = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0 && text.length() > 1) {
                decimals = 0;
            } else if (c >= '0' && c <= '9' && number < EXACT / RADIX - 1) {
                number = number * RADIX + (c - '0');
                decimals += decimals < 0 ? 0 : 1;
            } else {
                return parseAny(text);
            }
        }
        if (text.isEmpty() || decimals >= POWERS.length) {
            return parseAny(text);
        }
        return number / POWERS[Math.max(decimals, 0)]; // both exact, so rounded once
    }

    private static double parseAny(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * A hundredth of a number as decimals have it: 94.373 becomes 0.94373, which 94.373 / 100 does not.
     *
     * @param percent a finite number
     * @return the double nearest to its shortest decimal with the point moved two places
     */
    public static double hundredth(double percent) {
        for (int decimals = 0; decimals + 2 < POWERS.length; decimals++) {
            double number = Math.rint(percent * POWERS[decimals]);
            if (Math.abs(number) >= FIFTEEN_DIGITS) {
                break;
            }
            if (number / POWERS[decimals] == percent) {
                return number / POWERS[decimals + 2];
            }
        }
        return Decimals.shortest(percent).movePointLeft(2).doubleValue();
    }
}
