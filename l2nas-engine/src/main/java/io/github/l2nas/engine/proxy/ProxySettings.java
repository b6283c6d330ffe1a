package io.github.l2nas.engine.proxy;

/**
 * Settings of a proxy: which networks it looks at.
 *
 * @param channels C, channels of the first stage, at least 1; null for 16
 * @param cells number of cells, in each stage for NAS-Bench-201, in all for DARTS, at least 1; null for 1
 * @param imageSize side of the images in pixels, at least 1. Images of a data set are made smaller by means over squares of
 *     pixels, so that it divides their sides. Null for the data set's own, and for 16 without a data set
 * @param images in the mini-batch of proxies that look at data, at least 2
 * @param seed of weights and mini-batch
 */
public record ProxySettings(Integer channels, Integer cells, Integer imageSize, int images, long seed) {

    /** The settings of a part that says nothing. */
    public static final ProxySettings DEFAULT = new ProxySettings(null, null, null, 64, 1);

    /**
     * Checks each value.
     *
     * @throws IllegalArgumentException for a value out of its range; the message gives the range
     */
    public ProxySettings {
        requireAtLeast(1, channels, "channels");
        requireAtLeast(1, cells, "cells");
        requireAtLeast(1, imageSize, "imageSize");
        requireAtLeast(2, images, "images");
    }

    private static void requireAtLeast(int least, Integer value, String name) {
        if (value != null && value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
    }
}
