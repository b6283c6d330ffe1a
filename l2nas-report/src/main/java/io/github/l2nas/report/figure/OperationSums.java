package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;

/** Accuracies of architectures with and without each operation in each place. */
final class OperationSums {

    /** With fewer architectures on either side a mean says nothing. */
    private static final int LEAST = 10;

    /** Half of a 95 % interval in standard errors. */
    private static final double NORMAL = 1.96;

    private final ActionShape shape;
    private final long[] counts;
    private final double[] sums;
    private final double[] squares;
    private long count;
    private double sum;
    private double square;

    OperationSums(ActionShape shape) {
        this.shape = shape;
        counts = new long[shape.size()];
        sums = new double[shape.size()];
        squares = new double[shape.size()];
    }

    void add(Architecture architecture, double accuracy) {
        int[] choices = architecture.choices();
        count++;
        sum += accuracy;
        square += accuracy * accuracy;
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] >= 0) {
                int entry = shape.offset(row) + choices[row];
                counts[entry]++;
                sums[entry] += accuracy;
                squares[entry] += accuracy * accuracy;
            }
        }
    }

    /**
     * How an operation in a place changes the accuracy.
     *
     * @param with architectures that have it
     * @param meanWith their mean accuracy
     * @param without architectures that don't
     * @param meanWithout their mean accuracy
     * @param half half of the 95 % interval of the difference
     */
    record Effect(long with, double meanWith, long without, double meanWithout, double half) {

        double difference() {
            return meanWith - meanWithout;
        }

        /** Whether there are enough architectures on both sides. */
        boolean isKnown() {
            return with >= LEAST && without >= LEAST;
        }
    }

    /**
     * The effect of an entry.
     *
     * @param entry index in a flattened action
     * @return means are NaN where a side is empty
     */
    Effect effect(int entry) {
        long with = counts[entry];
        long without = count - with;
        double meanWith = sums[entry] / with;
        double meanWithout = (sum - sums[entry]) / without;
        double variance = variance(with, sums[entry], squares[entry]) / with
                + variance(without, sum - sums[entry], square - squares[entry]) / without;
        return new Effect(with, meanWith, without, meanWithout, NORMAL * Math.sqrt(variance));
    }

    private static double variance(long number, double total, double totalOfSquares) {
        return number < 2 ? Double.NaN : Math.max(0, (totalOfSquares - total * total / number) / (number - 1));
    }
}
