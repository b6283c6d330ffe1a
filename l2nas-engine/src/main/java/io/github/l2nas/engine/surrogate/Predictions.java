package io.github.l2nas.engine.surrogate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a Gaussian process predicts for a list of candidates. Grows with the process: a point more costs one pass over the
 * candidates for each point before it. Memory: four bytes for each pair of candidate and point.
 */
final class Predictions {

    private final List<Point> candidates;
    /** L^-1 k, by the process's points. */
    private final List<float[]> columns = new ArrayList<>();

    private final float[] variances;

    /**
     * @param candidates what is to be predicted
     */
    Predictions(List<Point> candidates) {
        this.candidates = candidates;
        variances = new float[candidates.size()];
        Arrays.fill(variances, 1);
    }

    /**
     * Takes in the points that the process has observed since the last call.
     *
     * @param process the same with each call; its points of the last call are the first of now
     */
    void follow(GaussianProcess process) {
        while (columns.size() < process.size()) {
            int index = columns.size();
            float[] column = process.kernel().column(candidates, process.point(index));
            double[] row = process.factor(index);
            for (int i = 0; i < index; i++) {
                addTo(column, (float) -row[i], columns.get(i));
            }
            float scale = (float) (1 / row[index]);
            for (int i = 0; i < column.length; i++) {
                column[i] *= scale;
                variances[i] -= column[i] * column[i];
            }
            columns.add(column);
        }
    }

    /**
     * The means.
     *
     * @param weights what {@link GaussianProcess#solve} made of the observations
     * @return for each candidate
     */
    float[] means(double[] weights) {
        float[] means = new float[candidates.size()];
        for (int i = 0; i < weights.length; i++) {
            addTo(means, (float) weights[i], columns.get(i));
        }
        return means;
    }

    /**
     * The standard deviation of what is predicted, without noise.
     *
     * @param candidate index of a candidate
     * @return at least 0
     */
    double deviation(int candidate) {
        return Math.sqrt(Math.max(variances[candidate], 0));
    }

    private static void addTo(float[] sum, float factor, float[] addend) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * addend[i];
        }
    }
}
