package io.github.l2nas.engine.latency;

import java.util.Arrays;

/**
 * How long a network took, in milliseconds for one batch.
 *
 * @param median over the rounds
 * @param lowerQuartile a quarter of the rounds took less
 * @param upperQuartile a quarter of the rounds took more
 */
record Timing(double median, double lowerQuartile, double upperQuartile) {

    private static final double NANOS = 1e6;

    /**
     * Of some rounds.
     *
     * @param nanos of each, in any order; at least one
     * @return quartiles, linear between rounds
     */
    static Timing ofNanos(double... nanos) {
        double[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Timing(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return (sorted[below] + (place - below) * (sorted[above] - sorted[below])) / NANOS;
    }

    /**
     * As it would be at another pace.
     *
     * @param factor above 0
     * @return each number times the factor
     */
    Timing times(double factor) {
        return new Timing(median * factor, lowerQuartile * factor, upperQuartile * factor);
    }

    /** Distance of the quartiles as a share of the median. */
    double spread() {
        return (upperQuartile - lowerQuartile) / median;
    }
}
