package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.random.RandomStream;
import java.util.List;

/**
 * A kernel density estimate over vectors of categories: the product of an Aitchison-Aitken kernel for each of them, 1 - b where the
 * category is the same and b / (c - 1) where it is another of c. The bandwidth b follows from the normal reference rule, 1.06 s
 * n^(-1 / (4 + d)) with the deviation s of the categories' numbers, as in the published code of BOHB, and is at most (c - 1) / c, the
 * uniform kernel.
 */
final class CategoryDensity {

    private static final double SMALLEST_BANDWIDTH = 1e-3;
    private static final double REFERENCE = 1.06;
    private static final double DIMENSIONS = 4;

    private final List<int[]> points;
    private final int[] categories;
    private final double[] bandwidths;

    /**
     * @param points vectors, each entry from 0 to below its number of categories; at least one
     * @param categories number per entry
     */
    CategoryDensity(List<int[]> points, int[] categories) {
        this.points = points;
        this.categories = categories;
        bandwidths = new double[categories.length];
        double factor = REFERENCE * Math.pow(points.size(), -1 / (DIMENSIONS + categories.length));
        for (int i = 0; i < categories.length; i++) {
            double largest = (categories[i] - 1.0) / categories[i];
            bandwidths[i] = Math.min(largest, Math.max(SMALLEST_BANDWIDTH, factor * deviation(i)));
        }
    }

    private double deviation(int entry) {
        double mean = 0;
        for (int[] point : points) {
            mean += point[entry];
        }
        mean /= points.size();
        double squares = 0;
        for (int[] point : points) {
            squares += (point[entry] - mean) * (point[entry] - mean);
        }
        return Math.sqrt(squares / points.size());
    }

    /**
     * The density of a vector.
     *
     * @param vector as the points
     * @return mean of the kernels, in [0, 1]
     */
    double at(int[] vector) {
        double sum = 0;
        for (int[] point : points) {
            double product = 1;
            for (int i = 0; i < vector.length; i++) {
                if (categories[i] > 1) {
                    product *= point[i] == vector[i] ? 1 - bandwidths[i] : bandwidths[i] / (categories[i] - 1);
                }
            }
            sum += product;
        }
        return sum / points.size();
    }

    /**
     * Draws near one of the points: each entry is that point's, or with the probability of its bandwidth any.
     *
     * @param random the stream to draw from
     * @return a new vector
     */
    int[] draw(RandomStream random) {
        int[] vector = points.get(random.nextInt(points.size())).clone();
        for (int i = 0; i < vector.length; i++) {
            if (random.nextDouble() < bandwidths[i]) {
                vector[i] = random.nextInt(categories[i]);
            }
        }
        return vector;
    }
}
