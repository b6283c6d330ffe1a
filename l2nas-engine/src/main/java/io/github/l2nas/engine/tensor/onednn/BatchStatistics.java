package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;

/** Each channel's mean and biased variance over a shard's images: by sums where these are exact, otherwise by deviations. */
final class BatchStatistics {

    /** How many times as large as the variance the square of the mean may be, for sums to be exact enough. */
    private static final int FAR = 4;

    private final Shard shard;
    private final MapGroups groups;
    private final int channels;
    private final GroupSums sums;
    private GroupDeviations deviations;

    BatchStatistics(Shard shard, int batch, Shape shape) {
        this.shard = shard;
        groups = new MapGroups(batch, shape);
        channels = shape.channels();
        sums = GroupSums.of(shard, groups).orElse(null);
    }

    /**
     * The statistics.
     *
     * @param input activations
     * @return of each channel, those that fill blocks up included
     */
    Moments of(NativeMemory input) {
        if (sums != null) {
            Moments moments = sums.of(input);
            if (isExact(moments)) {
                return moments;
            }
        }
        if (deviations == null) {
            deviations = new GroupDeviations(shard, groups);
        }
        return deviations.of(input);
    }

    /** Nobody reads channels that fill blocks up. */
    private boolean isExact(Moments moments) {
        for (int c = 0; c < channels; c++) {
            double mean = moments.means()[c];
            if (FAR * moments.variances()[c] < mean * mean) {
                return false;
            }
        }
        return true;
    }
}
