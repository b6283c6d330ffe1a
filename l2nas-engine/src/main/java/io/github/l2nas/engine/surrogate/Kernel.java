package io.github.l2nas.engine.surrogate;

import java.util.List;

/**
 * How alike two architectures are: {@code exp(-h / 2)}, h the number of rows that differ. Where architectures have d
 * structural features it is {@code (1 - s) exp(-h / 2) + s exp(-|q - q'|^2 / (0.5 d))}, q the quantiles of the features. It
 * is 1 for equal points and above 0 for all others.
 */
final class Kernel {

    private static final double WIDTH = 0.25;

    private final double[] byDistance;
    private final double structure;

    /**
     * @param rows of an action
     * @param structure s, weight of the structural features in [0, 1]; 0 where there are none
     */
    Kernel(int rows, double structure) {
        this.structure = structure;
        byDistance = new double[rows + 1];
        for (int distance = 0; distance <= rows; distance++) {
            byDistance[distance] = (1 - structure) * StrictMath.exp(-0.5 * distance);
        }
    }

    double of(Point one, Point other) {
        int[] choices = one.choices();
        int[] others = other.choices();
        int distance = 0;
        for (int row = 0; row < choices.length; row++) {
            distance += choices[row] == others[row] ? 0 : 1;
        }
        return structure == 0 ? byDistance[distance] : byDistance[distance] + structure * ofFeatures(one, other);
    }

    private static double ofFeatures(Point one, Point other) {
        double[] features = one.features();
        double squares = 0;
        for (int i = 0; i < features.length; i++) {
            double difference = features[i] - other.features()[i];
            squares += difference * difference;
        }
        return StrictMath.exp(-squares / (2 * WIDTH * features.length));
    }

    /**
     * A column of the covariance.
     *
     * @param points many
     * @param other one
     * @return how alike it is to each of them
     */
    float[] column(List<Point> points, Point other) {
        float[] column = new float[points.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = (float) of(points.get(i), other);
        }
        return column;
    }
}
