package io.github.l2nas.engine.surrogate;

import java.util.Arrays;

/**
 * Values by their ranks as a standard normal variable would have them, and back: what a Gaussian process learns best, whatever the
 * scale of a metric and however far its outliers are. Between the values observed it is linear; beyond the ends it goes on with the
 * slope of the tenth of the values next to them.
 */
public final class NormalScores {

    private final double[] sorted;
    private final double[] scores;

    /**
     * @param values observed, at least one; finite
     */
    public NormalScores(double[] values) {
        sorted = Arrays.stream(values).sorted().distinct().toArray();
        double[] all = values.clone();
        Arrays.sort(all);
        scores = new double[sorted.length];
        int next = 0;
        for (int i = 0; i < sorted.length; i++) {
            int first = next;
            while (next < all.length && all[next] == sorted[i]) {
                next++;
            }
            scores[i] = quantile((0.5 * (first + next)) / all.length);
        }
    }

    /**
     * The score of an observed value.
     *
     * @param value one of those observed
     * @return the normal quantile of the middle of its ranks
     */
    public double score(double value) {
        return scores[Arrays.binarySearch(sorted, value)];
    }

    /**
     * The value of a score.
     *
     * @param score any finite number
     * @return the value
     */
    public double value(double score) {
        int last = scores.length - 1;
        if (last == 0) {
            return sorted[0];
        }
        int tenth = Math.max(1, last / 10);
        if (score <= scores[0]) {
            return along(score, 0, tenth);
        }
        if (score >= scores[last]) {
            return along(score, last, last - tenth);
        }
        int above = Arrays.binarySearch(scores, score);
        above = above >= 0 ? Math.max(1, above) : -above - 1;
        return along(score, above, above - 1);
    }

    /** On the line through two observed values, from the first. */
    private double along(double score, int from, int through) {
        double slope = (sorted[through] - sorted[from]) / (scores[through] - scores[from]);
        return sorted[from] + slope * (score - scores[from]);
    }

    /** The inverse of the normal distribution, to about 4.5e-4 (Abramowitz and Stegun 1964, 26.2.23). */
    private static double quantile(double probability) {
        double tail = Math.min(probability, 1 - probability);
        double t = Math.sqrt(-2 * StrictMath.log(tail));
        double upper =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -upper : upper;
    }
}
