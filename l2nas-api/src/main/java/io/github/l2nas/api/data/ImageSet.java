package io.github.l2nas.api.data;

import io.github.l2nas.api.graph.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Labelled images of one shape. The arrays are not copied and not to be changed. Two sets are equal where all images and
 * labels are.
 *
 * @param shape C, H and W of one image
 * @param pixels unsigned bytes, 0 black to 255, image after image, each C x H x W
 * @param labels the class of each image, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content
public record ImageSet(Shape shape, byte[] pixels, int[] labels) implements SampleSet {

    public ImageSet {
        Objects.requireNonNull(shape, "shape");
        if (pixels.length != labels.length * shape.size()) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not " + labels.length + " images of " + shape.size());
        }
    }

    @Override
    public ImageSet select(int[] indices) {
        int size = Math.toIntExact(shape.size());
        byte[] selectedPixels = new byte[indices.length * size];
        int[] selectedLabels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * size, selectedPixels, i * size, size);
            selectedLabels[i] = labels[indices[i]];
        }
        return new ImageSet(shape, selectedPixels, selectedLabels);
    }

    @Override
    public ByteBuffer content(int index) {
        int size = Math.toIntExact(shape.size());
        return ByteBuffer.wrap(pixels, index * size, size);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageSet set
                && shape.equals(set.shape)
                && Arrays.equals(labels, set.labels)
                && Arrays.equals(pixels, set.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(labels);
    }

    @Override
    public String toString() {
        return "ImageSet[" + count() + " x " + shape + "]";
    }
}
