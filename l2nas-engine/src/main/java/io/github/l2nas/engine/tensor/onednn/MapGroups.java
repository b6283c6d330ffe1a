package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Activations as many groups of points of one channel each. oneDNN sums in single precision, where a sum over a whole batch
 * loses digits; a group is small enough not to, and groups are joined in double precision.
 *
 * <p>A group of a large map is the map or some of its rows: seen as one image whose channels are the groups, the memory is
 * the same. A group of small maps is that channel's maps of several images.
 */
final class MapGroups {

    /** Most points of a group, where the batch or the height of the map can be divided so. */
    private static final int POINTS = 128;

    private final Shape shape;
    private final int width;
    private final int block;
    private final int batch;
    private final int joined;
    private final int bands;

    MapGroups(int batch, Shape shape) {
        this.batch = batch;
        this.shape = shape;
        width = Layout.padded(shape.channels());
        block = Layout.isBlocked(shape) ? Layout.BLOCK : 1;
        int points = shape.height() * shape.width();
        if (points <= POINTS) {
            joined = divisor(batch, POINTS / points);
            bands = 1;
        } else {
            joined = 1;
            bands = shape.height() / divisor(shape.height(), POINTS / shape.width());
        }
    }

    /** The largest divisor that is not above a limit; at least 1. */
    private static int divisor(int number, int limit) {
        for (int divisor = Math.min(number, limit); divisor > 1; divisor--) {
            if (number % divisor == 0) {
                return divisor;
            }
        }
        return 1;
    }

    /** The memory of all activations. */
    long bytes() {
        return Layout.bytes(batch, shape);
    }

    /** How many groups there are, those of filling channels included. */
    int count() {
        return batch / joined * width * bands;
    }

    /** The activations, with a channel for each group. */
    dnnl_memory_desc_t layout() {
        return Layout.tagged(Layout.tag(shape), joined, count(), shape.height() / bands, shape.width());
    }

    /** The order of the weights of a depthwise convolution of such activations. */
    int weightsTag() {
        return Layout.depthwiseTag(shape);
    }

    /** Adds the numbers of all groups to the sums of their channels. */
    void add(float[] groups, double[] sums) {
        for (int group = 0; group < count(); group += block) {
            int channel = channel(group);
            for (int i = 0; i < block; i++) {
                sums[channel + i] += groups[group + i];
            }
        }
    }

    /** Adds the squares of the numbers of all groups to the sums of their channels. */
    void addSquares(float[] groups, double[] sums) {
        for (int group = 0; group < count(); group += block) {
            int channel = channel(group);
            for (int i = 0; i < block; i++) {
                sums[channel + i] += (double) groups[group + i] * groups[group + i];
            }
        }
    }

    private int channel(int group) {
        return group / (block * bands) * block % width;
    }

    /** How many groups there are of each channel. */
    int perChannel() {
        return batch / joined * bands;
    }

    /** How many points there are of each channel. */
    long points() {
        return (long) batch * shape.height() * shape.width();
    }

    /** Filling channels included. */
    int channels() {
        return width;
    }
}
