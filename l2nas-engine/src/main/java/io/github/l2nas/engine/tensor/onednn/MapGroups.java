package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Shape;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * Activations as many groups of points of one channel each. oneDNN sums in single precision, where a sum over a whole batch
 * loses digits; a group is small enough not to, and groups are joined in double precision.
 *
 * <p>A group of a large map is the map or some of its rows: seen as one image whose channels are the groups, the memory is
 * the same. A group of small maps is that channel's maps of several images. oneDNN works on a part of the batch at a time.
 */
final class MapGroups {

    /** Most points of a group, where the batch or the map's height can be divided so. */
    private static final int POINTS = 1024;

    /** Points of a small map: with a group for each, oneDNN would spend its time on beginning and ending them. */
    private static final int SMALL = 128;

    /** Most bytes of a part of large maps, where the batch can be divided so: oneDNN reads a part three times. */
    private static final int CACHED = 1 << 18;

    private final Shape shape;
    private final int width;
    private final int block;
    private final int images;
    private final int joined;
    private final int bands;
    private final int parts;

    MapGroups(int batch, Shape shape) {
        this.shape = shape;
        width = Layout.padded(shape.channels());
        block = Layout.isBlocked(shape) ? Layout.BLOCK : 1;
        int points = shape.height() * shape.width();
        if (points <= SMALL) {
            joined = divisor(batch, POINTS / points);
            images = joined;
            bands = 1;
        } else {
            joined = 1;
            images = divisor(batch, (int) Math.max(1, CACHED / Layout.bytes(1, shape)));
            bands = shape.height() / divisor(shape.height(), POINTS / shape.width());
        }
        parts = batch / images;
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

    /** How many parts the batch has. */
    int parts() {
        return parts;
    }

    /** The activations of a part. */
    NativeMemory part(int part, NativeMemory activations) {
        return parts == 1 ? activations : activations.part(part * partBytes(), partBytes());
    }

    /** Bytes of a part. */
    long partBytes() {
        return Layout.bytes(images, shape);
    }

    /** How many groups a part has, those of filling channels included. */
    int count() {
        return images / joined * width * bands;
    }

    /** A part, with a channel for each of its groups. */
    dnnl_memory_desc_t layout() {
        return Layout.tagged(Layout.tag(shape), joined, count(), shape.height() / bands, shape.width());
    }

    /** Adds the numbers of a part's groups to the sums of their channels. */
    void add(float[] groups, double[] sums) {
        for (int group = 0; group < count(); group += block) {
            int channel = channel(group);
            for (int i = 0; i < block; i++) {
                sums[channel + i] += groups[group + i];
            }
        }
    }

    /** Adds the squares of the numbers of a part's groups to the sums of their channels. */
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

    /** How many groups there are of each channel, in all parts. */
    int perChannel() {
        return parts * (images / joined) * bands;
    }

    /** How many points there are of each channel, in all parts. */
    long points() {
        return (long) parts * images * shape.height() * shape.width();
    }

    /** Filling channels included. */
    int channels() {
        return width;
    }
}
