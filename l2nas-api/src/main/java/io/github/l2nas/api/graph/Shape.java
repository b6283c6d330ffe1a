package io.github.l2nas.api.graph;

/**
 * Shape of one image's activations.
 *
 * @param channels C
 * @param height H
 * @param width W
 */
public record Shape(int channels, int height, int width) {

    /**
     * Numbers in the activations.
     *
     * @return C x H x W
     */
    public long size() {
        return (long) channels * height * width;
    }

    /** {@code 16 x 8 x 8}: channels, height and width. */
    @Override
    public String toString() {
        return channels + " x " + height + " x " + width;
    }
}
