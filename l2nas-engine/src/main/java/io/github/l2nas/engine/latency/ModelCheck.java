package io.github.l2nas.engine.latency;

import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * How well a latency model tells what was measured of networks that it was not fitted to.
 *
 * @param architectures number of networks
 * @param kendallTau rank correlation, in [-1, 1]
 * @param medianError median of |predicted - measured| / measured
 * @param largestError the largest of these
 */
record ModelCheck(int architectures, double kendallTau, double medianError, double largestError) {

    /** Below this rank correlation a model misleads a search. */
    private static final double LEAST_TAU = 0.9;

    /** Above this median error a limit in milliseconds means little. */
    private static final double LARGEST_ERROR = 0.1;

    static ModelCheck of(double[] predicted, double[] measured) {
        double[] errors = new double[measured.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(predicted[i] - measured[i]) / measured[i];
        }
        Arrays.sort(errors);
        int middle = errors.length / 2;
        double median = errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
        return new ModelCheck(
                errors.length,
                new KendallsCorrelation().correlation(predicted, measured),
                median,
                errors[errors.length - 1]);
    }

    /** Whether a search had better not rely on the model. */
    boolean poor() {
        return !(kendallTau >= LEAST_TAU && medianError <= LARGEST_ERROR);
    }
}
