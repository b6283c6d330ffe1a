package io.github.l2nas.report.drawing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an axis measures, and the part of it that is shown.
 *
 * @param label with the unit, for example {@code parameters (M)}
 * @param low first value shown
 * @param high last value shown, above {@code low}
 * @param logarithmic whether equal factors, not equal differences, are equally far apart; then {@code low} is above 0
 */
public record Axis(String label, double low, double high, boolean logarithmic) {

    private static final double[] STEPS = {1, 2, 5, 10};

    /** Share of the range that stays free at both ends of a {@link #around}. */
    private static final double MARGIN = 0.04;

    public Axis {
        if (!(high > low) || !Double.isFinite(high - low) || (logarithmic && !(low > 0))) {
            throw new IllegalArgumentException("an axis from " + low + " to " + high);
        }
    }

    /**
     * An axis on which equal differences are equally far apart.
     *
     * @param label with the unit
     * @param low first value shown
     * @param high last value shown, above {@code low}
     */
    public Axis(String label, double low, double high) {
        this(label, low, high, false);
    }

    /** Where a value lies: 0 at the first value shown, 1 at the last. */
    double share(double value) {
        return logarithmic
                ? StrictMath.log(Math.max(low, value) / low) / StrictMath.log(high / low)
                : (value - low) / (high - low);
    }

    /**
     * An axis on which values have a little room around them.
     *
     * @param label with the unit
     * @param low smallest value
     * @param high largest value, perhaps the same
     * @return the axis
     */
    public static Axis around(String label, double low, double high) {
        double room = high > low ? (high - low) * MARGIN : Math.max(Math.abs(high) * MARGIN, 1e-6);
        return new Axis(label, low - room, high + room);
    }

    /** Distance between ticks: 1, 2 or 5 times a power of ten. */
    private double step(int most) {
        double least = (high - low) / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least * (1 - 1e-9)) {
                return step * power;
            }
        }
        throw new IllegalStateException("no step for " + this);
    }

    /**
     * Round values to write at the axis.
     *
     * @param most how many there is room for
     * @return ascending
     */
    List<Double> ticks(int most) {
        if (logarithmic) {
            return logarithmicTicks(most);
        }
        double step = step(most);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Powers of ten; where there are fewer than three, also twice and five times as much. */
    private List<Double> logarithmicTicks(int most) {
        List<Double> powers = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high) + 1e-9; power++) {
            for (int factor : new int[] {1, 2, 5}) {
                double tick = BigDecimal.valueOf(factor, -power).doubleValue();
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    all.add(tick);
                    if (factor == 1) {
                        powers.add(tick);
                    }
                }
            }
        }
        return powers.size() < 3 && all.size() <= most ? all : powers;
    }

    /** A tick as text, with as many decimals as the distance between ticks needs. */
    String text(double tick, int most) {
        if (logarithmic) {
            return grouped(BigDecimal.valueOf(tick).stripTrailingZeros().toPlainString());
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step(most)) + 1e-9));
        String plain = BigDecimal.valueOf(tick)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .abs()
                .toPlainString();
        String sign = tick < 0
                        && BigDecimal.valueOf(tick)
                                        .setScale(decimals, RoundingMode.HALF_EVEN)
                                        .signum()
                                != 0
                ? "\u2212"
                : "";
        return sign + grouped(plain);
    }

    /** With thin spaces between thousands, from five digits on. */
    private static String grouped(String plain) {
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        if (point < 5) {
            return plain;
        }
        StringBuilder text = new StringBuilder(plain);
        for (int i = point - 3; i > 0; i -= 3) {
            text.insert(i, '\u202F');
        }
        return text.toString();
    }
}
