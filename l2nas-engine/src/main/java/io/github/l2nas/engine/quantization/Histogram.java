package io.github.l2nas.engine.quantization;

import io.github.l2nas.engine.export.ValueRange;

/** How often values lie where, between two ends. */
final class Histogram {

    private static final int BINS = 2048;

    private final float least;
    private final float greatest;
    private final double width;
    private final long[] counts = new long[BINS];
    private long total;

    /**
     * @param least of the values, at most 0
     * @param greatest of the values, at least 0
     */
    Histogram(float least, float greatest) {
        this.least = least;
        this.greatest = greatest;
        width = ((double) greatest - least) / BINS;
    }

    /** Counts values. */
    void add(float[] values) {
        for (float value : values) {
            counts[width > 0 ? (int) Math.max(0, Math.min(BINS - 1, (value - least) / width)) : 0]++;
        }
        total += values.length;
    }

    /**
     * The range of all values but the outermost; 0 lies in it.
     *
     * @param share of the values that may lie outside on each side
     */
    ValueRange without(double share) {
        long spared = (long) (total * share);
        int low = 0;
        for (long outside = counts[0]; outside <= spared && low < BINS - 1; outside += counts[low]) {
            low++;
        }
        int high = BINS;
        for (long outside = counts[BINS - 1]; outside <= spared && high > 1; outside += counts[high - 1]) {
            high--;
        }
        return new ValueRange(
                Math.min(0, low == 0 ? least : (float) (least + low * width)),
                Math.max(0, high == BINS ? greatest : (float) (least + high * width)));
    }
}
