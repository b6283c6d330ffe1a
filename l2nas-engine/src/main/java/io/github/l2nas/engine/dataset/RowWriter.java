package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.FeatureSet;
import io.github.l2nas.api.random.RandomStream;

/** Standardizes rows; a missing value becomes 0, the mean of the training part. */
final class RowWriter implements SampleWriter {

    private final float[] values;
    private final float[] mean;
    private final float[] deviation;

    RowWriter(FeatureSet set, Normalisation normalisation) {
        if (normalisation.mean().length != set.features().size()) {
            throw new IllegalArgumentException(normalisation.mean().length + " features normalised, rows have "
                    + set.features().size());
        }
        values = set.values();
        mean = normalisation.mean();
        deviation = normalisation.deviation();
    }

    @Override
    public void write(int row, float[] batch, int to, RandomStream random) {
        int from = row * mean.length;
        for (int i = 0; i < mean.length; i++) {
            float value = values[from + i];
            batch[to + i] = Float.isNaN(value) ? 0 : (float) (((double) value - mean[i]) / deviation[i]);
        }
    }
}
