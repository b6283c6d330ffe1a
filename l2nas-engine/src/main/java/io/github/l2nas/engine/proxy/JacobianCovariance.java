package io.github.l2nas.engine.proxy;

import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.network.Executor;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * {@code jacob-cov} (Mellor et al. 2020, the first version of their paper): the gradients of the sum of all logits by each image
 * of a mini-batch are rows of a matrix; the eigenvalues v of their N x N correlation matrix give - sum (ln(v + k) + 1 / (v + k))
 * with k = 1e-5. It is large where images move the output in directions of their own.
 */
final class JacobianCovariance {

    private static final double K = 1e-5;

    private JacobianCovariance() {}

    /**
     * The proxy.
     *
     * @param network with images
     * @return negative infinity where an image does not move the output; not a number where a gradient is none
     */
    static double of(UntrainedNetwork network) {
        Batch batch = network.images().orElseThrow();
        float[] jacobian = network.executor()
                .get()
                .gradients(
                        network.graph(),
                        network.parameters(),
                        batch.images(),
                        UntrainedNetwork::ones,
                        Executor.Wanted.IMAGES)
                .images();
        for (float value : jacobian) {
            if (!Float.isFinite(value)) {
                return Double.NaN;
            }
        }
        return value(correlations(jacobian, batch.count()));
    }

    /**
     * Pearson's correlations between rows.
     *
     * @param rows count rows of equal length, one after the other
     * @param count number of rows
     * @return count x count; not numbers where a row is constant
     */
    static double[][] correlations(float[] rows, int count) {
        int length = rows.length / count;
        double[][] centred = new double[count][length];
        double[] norms = new double[count];
        for (int i = 0; i < count; i++) {
            double mean = 0;
            for (int k = 0; k < length; k++) {
                mean += rows[i * length + k];
            }
            mean /= length;
            for (int k = 0; k < length; k++) {
                centred[i][k] = rows[i * length + k] - mean;
            }
            norms[i] = Math.sqrt(product(centred[i], centred[i]));
        }
        double[][] correlations = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                correlations[i][j] = product(centred[i], centred[j]) / (norms[i] * norms[j]);
                correlations[j][i] = correlations[i][j];
            }
        }
        return correlations;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /**
     * The proxy of correlations.
     *
     * @param correlations symmetric
     * @return the sum over its eigenvalues; negative infinity where a row was constant
     */
    static double value(double[][] correlations) {
        for (double[] row : correlations) {
            if (!Arrays.stream(row).allMatch(Double::isFinite)) {
                return Double.NEGATIVE_INFINITY;
            }
        }
        double sum = 0;
        // Rounding may make an eigenvalue of 0 a little negative.
        for (double eigenvalue :
                new EigenDecomposition(new Array2DRowRealMatrix(correlations, false)).getRealEigenvalues()) {
            double value = Math.max(0, eigenvalue) + K;
            sum -= StrictMath.log(value) + 1 / value;
        }
        return sum;
    }
}
