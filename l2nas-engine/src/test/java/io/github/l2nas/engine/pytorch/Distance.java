package io.github.l2nas.engine.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How far numbers may be from those of the original code, whose own single-precision results are not exact either: where
 * they are further from its double-precision ones than a bar, their distance is the bar.
 */
public final class Distance {

    /** Of logits, relative to the largest, which counts as 1 where it is smaller. */
    private static final double LOGITS = 1e-5;

    /** Of logits after a calibration, absolute. */
    private static final double CALIBRATED_LOGITS = 1e-4;

    /** Of gradients, relative to the tensor's largest. */
    public static final double GRADIENTS = 1e-4;

    /** Of running statistics, relative to the tensor's largest. */
    public static final double STATISTICS = 1e-5;

    /** Of weights after up to ten steps, relative to the tensor's largest. */
    public static final double STEPS = 1e-3;

    /** Where a tensor is all but zero. */
    private static final double NEGLIGIBLE = 1e-7;

    private Distance() {}

    /** Requires logits near the double-precision ones. */
    public static void requireLogits(float[] actual, NpyFile single, NpyFile exact) {
        requireWithin("logits", actual, exact.values(), Math.max(bar(exact), between(single, exact)));
    }

    /**
     * Requires logits, or outputs of layers, near single-precision ones.
     *
     * @param own distance of those from the exact ones; 0 where it is not known
     */
    public static void requireLogits(float[] actual, NpyFile single, double own) {
        requireWithin("logits", actual, single.values(), Math.max(bar(single), own));
    }

    private static double bar(NpyFile expected) {
        return LOGITS * Math.max(1, largest(expected.values()));
    }

    /** Requires logits of a calibrated network near given ones, whose distance from the exact ones is known. */
    public static void requireCalibratedLogits(float[] actual, NpyFile expected, double own) {
        requireWithin("logits", actual, expected.values(), Math.max(CALIBRATED_LOGITS, own));
    }

    /** The largest difference of two arrays. */
    public static double between(NpyFile single, NpyFile exact) {
        double largest = 0;
        for (int i = 0; i < single.values().length; i++) {
            largest = Math.max(largest, Math.abs(single.values()[i] - exact.values()[i]));
        }
        return largest;
    }

    /** Requires logits within a bar of single-precision ones, whose distance from the exact ones is known. */
    public static void requireLogits(float[] actual, NpyFile single, double bar, double own) {
        requireWithin("logits", actual, single.values(), Math.max(bar, own));
    }

    /**
     * Requires a tensor within a bar, relative to its largest number.
     *
     * @param own relative distance of the file's numbers from the exact ones; 0 where it is not known
     */
    public static void requireRelative(Path expected, float[] actual, double bar, double own) throws IOException {
        requireRelative(expected.toString(), NpyFile.read(expected).values(), actual, Math.max(bar, own));
    }

    /** Requires a tensor within a bar, relative to its largest number. */
    public static void requireRelative(String name, float[] expected, float[] actual, double bar) {
        double[] values = new double[expected.length];
        Arrays.setAll(values, i -> expected[i]);
        requireRelative(name, values, actual, bar);
    }

    private static void requireRelative(String name, double[] expected, float[] actual, double bar) {
        requireWithin(name, actual, expected, Math.max(bar * largest(expected), NEGLIGIBLE));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static void requireWithin(String name, float[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        int furthest = 0;
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= Math.abs(actual[furthest] - expected[furthest]))) {
                furthest = i;
            }
        }
        assertThat(Math.abs(actual[furthest] - expected[furthest]))
                .as("%s [%d]: %s in place of %s", name, furthest, actual[furthest], expected[furthest])
                .isLessThanOrEqualTo(tolerance);
    }
}
