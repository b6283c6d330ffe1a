package io.github.l2nas.api.data;

import io.github.l2nas.api.graph.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled rows of numbers, as they are in the source: they are standardized on their way into a network. The arrays are not
 * copied and not to be changed. Two sets are equal where all features, values and labels are.
 *
 * @param features what each value of a row is
 * @param values row after row, each as many as there are features; NaN for a missing value
 * @param labels the class of each row, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content
public record FeatureSet(List<Feature> features, float[] values, int[] labels) implements SampleSet {

    public FeatureSet {
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw new IllegalArgumentException("there are no features");
        }
        if (values.length != (long) labels.length * features.size()) {
            throw new IllegalArgumentException(
                    values.length + " values are not " + labels.length + " rows of " + features.size());
        }
        for (float value : values) {
            if (Float.isInfinite(value)) {
                throw new IllegalArgumentException("a value is infinite");
            }
        }
    }

    /**
     * A row as a network takes it: a channel for each feature.
     *
     * @return C x 1 x 1
     */
    @Override
    public Shape shape() {
        return new Shape(features.size(), 1, 1);
    }

    @Override
    public FeatureSet select(int[] indices) {
        int size = features.size();
        float[] selectedValues = new float[indices.length * size];
        int[] selectedLabels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(values, indices[i] * size, selectedValues, i * size, size);
            selectedLabels[i] = labels[indices[i]];
        }
        return new FeatureSet(features, selectedValues, selectedLabels);
    }

    @Override
    public ByteBuffer content(int index) {
        int size = features.size();
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES);
        bytes.asFloatBuffer().put(values, index * size, size);
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureSet set
                && features.equals(set.features)
                && Arrays.equals(labels, set.labels)
                && Arrays.equals(values, set.values);
    }

    @Override
    public int hashCode() {
        return 31 * features.hashCode() + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "FeatureSet[" + count() + " x " + features.size() + "]";
    }
}
