package io.github.l2nas.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

/** How near numbers are to those expected, as a share of the largest expected. */
final class Closeness {

    /** Float32 accuracy after a layer. */
    static final double TOLERANCE = 1e-4;

    private Closeness() {}

    static void requireClose(String what, float[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        assertThat(distance(actual, expected))
                .as("largest difference of the %s from those expected, as a share of the largest", what)
                .isLessThanOrEqualTo(TOLERANCE);
    }

    static void requireAllClose(String what, List<float[]> actual, List<double[]> expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            requireClose(what + " " + i, actual.get(i), expected.get(i));
        }
    }

    /** Largest difference over the largest number expected; where all of those are 0, the largest difference. */
    static double distance(float[] actual, double[] expected) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            if (!Float.isFinite(actual[i])) {
                return Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        return largest == 0 ? difference : difference / largest;
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    static List<double[]> doubles(List<float[]> values) {
        return values.stream().map(Closeness::doubles).toList();
    }
}
