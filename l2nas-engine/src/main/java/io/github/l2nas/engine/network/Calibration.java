package io.github.l2nas.engine.network;

import java.util.Map;
import java.util.TreeMap;

/**
 * Running statistics of batch normalisation as means over batches: of the batches' means, and of their biased variances,
 * each batch weighing as many as its images. This is how Once-for-All calibrates a sub-network; it differs from the
 * variance of the joined batches.
 */
final class Calibration {

    private final Map<String, double[]> sums = new TreeMap<>();
    private long images;

    /** Counts a batch whose statistics come next. */
    void begin(int batch) {
        images += batch;
    }

    /**
     * Takes a statistic of the batch.
     *
     * @param name of the running statistic
     * @param values of the batch's channels
     * @param batch its images
     */
    void add(String name, float[] values, int batch) {
        double[] sum = sums.computeIfAbsent(name, key -> new double[values.length]);
        for (int c = 0; c < sum.length; c++) {
            sum[c] += (double) batch * values[c];
        }
    }

    /** Replaces the running statistics. */
    void finish(Parameters parameters) {
        sums.forEach((name, sum) -> {
            Parameter running = parameters.get(name);
            for (int c = 0; c < sum.length; c++) {
                running.values()[c] = (float) (sum[c] / images);
            }
            running.changed();
        });
    }
}
