package io.github.l2nas.engine.surrogate;

import java.util.ArrayList;
import java.util.List;

/**
 * A Gaussian process of mean 0 that is observed with noise (Rasmussen and Williams 2006, algorithm 2.1): the Cholesky factor L
 * of the points' covariance, which grows by a row with each point. The values observed are no part of it: they are ranks and
 * change with every new one.
 */
final class GaussianProcess {

    private final Kernel kernel;
    private final double noise;
    private final List<Point> points = new ArrayList<>();
    /** Row i has i + 1 entries. */
    private final List<double[]> factor = new ArrayList<>();

    /**
     * @param kernel how alike points are
     * @param noise variance of an observation, above 0
     */
    GaussianProcess(Kernel kernel, double noise) {
        this.kernel = kernel;
        this.noise = noise;
    }

    int size() {
        return points.size();
    }

    Point point(int index) {
        return points.get(index);
    }

    Kernel kernel() {
        return kernel;
    }

    /**
     * A row of L.
     *
     * @param index 0 to {@link #size()} - 1
     * @return index + 1 entries
     */
    double[] factor(int index) {
        return factor.get(index);
    }

    /**
     * Observes one more point.
     *
     * @param point may equal another: noise keeps the factor regular
     */
    void add(Point point) {
        int size = points.size();
        double[] row = new double[size + 1];
        double rest = 1 + noise;
        for (int i = 0; i < size; i++) {
            double[] other = factor.get(i);
            row[i] = (kernel.of(point, points.get(i)) - product(row, other, i)) / other[i];
            rest -= row[i] * row[i];
        }
        row[size] = Math.sqrt(Math.max(rest, noise));
        points.add(point);
        factor.add(row);
    }

    /**
     * Solves L w = z.
     *
     * @param values z, observed at the points in their order
     * @return w
     */
    double[] solve(double[] values) {
        double[] solution = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double[] row = factor.get(i);
            solution[i] = (values[i] - product(row, solution, i)) / row[i];
        }
        return solution;
    }

    /** Of the first entries, in four sums that a processor can add side by side. */
    private static double product(double[] left, double[] right, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            first += left[i] * right[i];
            second += left[i + 1] * right[i + 1];
            third += left[i + 2] * right[i + 2];
            fourth += left[i + 3] * right[i + 3];
        }
        for (; i < length; i++) {
            first += left[i] * right[i];
        }
        return first + second + (third + fourth);
    }
}
