package io.github.l2nas.report.figure;

import java.util.Arrays;
import java.util.Collection;

/** Quantiles of few values or many: between two values they are interpolated (Hyndman and Fan 1996, definition 7). */
public final class Quantiles {

    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * The quantiles of some values.
     *
     * @param values at least one; NaN in none
     * @return their quantiles
     */
    public static Quantiles of(Collection<? extends Number> values) {
        double[] sorted = values.stream().mapToDouble(Number::doubleValue).toArray();
        Arrays.sort(sorted);
        return ofSorted(sorted);
    }

    static Quantiles ofSorted(double[] sorted) {
        return new Quantiles(sorted);
    }

    /**
     * A quantile.
     *
     * @param share of the values that lie at or below it, in [0, 1]
     * @return the quantile
     */
    public double at(double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }

    /**
     * The median.
     *
     * @return the value in the middle
     */
    public double median() {
        return at(0.5);
    }
}
