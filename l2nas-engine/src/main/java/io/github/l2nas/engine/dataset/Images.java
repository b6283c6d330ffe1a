package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.data.DatasetSettings;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import java.util.Arrays;

/** Collects images into a set; those of classes that are not used are counted and left out. */
final class Images {

    /** The longest array that every JVM makes. */
    static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final DataFiles files;
    private final Shape shape;
    private final DatasetSettings settings;
    private byte[] pixels = new byte[0];
    private int[] labels = new int[0];
    private int count;
    private int classes;

    Images(DataFiles files, Shape shape, DatasetSettings settings) {
        this.files = files;
        this.shape = shape;
        this.settings = settings;
    }

    static String tooLarge(long bytes) {
        return "its images take " + bytes + " bytes, and a part of a data set can have 2 GiB. Use fewer classes or"
                + " smaller images";
    }

    Shape shape() {
        return shape;
    }

    /**
     * Adds an image.
     *
     * @param label its class
     * @param source the array with its pixels, C x H x W
     * @param offset where they start
     */
    void add(int label, byte[] source, int offset) {
        classes = Math.max(classes, label + 1);
        if (!settings.uses(label)) {
            return;
        }
        int size = (int) shape.size();
        if (count == labels.length) {
            grow(size);
        }
        System.arraycopy(source, offset, pixels, count * size, size);
        labels[count++] = label;
    }

    private void grow(int size) {
        long least = (count + 1L) * size;
        if (least > MOST_BYTES) {
            throw files.wrong(tooLarge(least));
        }
        int capacity = (int) Math.min(Math.max(64, count * 2L), MOST_BYTES / size);
        pixels = Arrays.copyOf(pixels, capacity * size);
        labels = Arrays.copyOf(labels, capacity);
    }

    /** One more than the highest label of all images, used or not. */
    int classes() {
        return classes;
    }

    ImageSet toSet() {
        int length = count * (int) shape.size();
        return new ImageSet(
                shape, length == pixels.length ? pixels : Arrays.copyOf(pixels, length), Arrays.copyOf(labels, count));
    }
}
