package io.github.l2nas.api.space;

import io.github.l2nas.api.graph.Shape;

/**
 * The network around a searched cell: how wide, how deep, for which images.
 *
 * @param channels C, channels of the first stage; at least 1
 * @param cells cells: in each of the three stages for NAS-Bench-201 (N), in all for DARTS; at least 1
 * @param classes number of classes; at least 2
 * @param image shape of one image; columns of a table are channels of one pixel
 * @param auxiliary whether there is an auxiliary head, used in training only, where the space has one
 */
public record Skeleton(int channels, int cells, int classes, Shape image, boolean auxiliary) {

    public Skeleton {
        requireAtLeast(1, channels, "channels");
        requireAtLeast(1, cells, "cells");
        requireAtLeast(2, classes, "classes");
    }

    /**
     * A skeleton without auxiliary head.
     *
     * @param channels C
     * @param cells number of cells
     * @param classes number of classes
     * @param image shape of one image
     */
    public Skeleton(int channels, int cells, int classes, Shape image) {
        this(channels, cells, classes, image, false);
    }

    /**
     * For a space that builds its networks whole, without regard to channels and cells.
     *
     * @param image shape of one image
     * @param classes number of classes
     * @return a skeleton that says nothing else
     */
    public static Skeleton of(Shape image, int classes) {
        return new Skeleton(1, 1, classes, image);
    }

    /**
     * This skeleton as it is tested and shipped.
     *
     * @return the same size without auxiliary head
     */
    public Skeleton withoutAuxiliary() {
        return auxiliary ? new Skeleton(channels, cells, classes, image) : this;
    }

    /**
     * The size in words.
     *
     * @return for example {@code 16 channels, 5 cells, 10 classes, 32 x 32 images of 3 channels}
     */
    public String description() {
        return counted(channels, "channel") + ", " + counted(cells, "cell") + ", " + data();
    }

    /**
     * What goes in and comes out, in words.
     *
     * @return for example {@code 10 classes, 32 x 32 images of 3 channels}
     */
    public String data() {
        if (image.height() == 1 && image.width() == 1) {
            return classes + " classes, " + counted(image.channels(), "column");
        }
        return classes + " classes, " + image.height() + " x " + image.width() + " images of "
                + counted(image.channels(), "channel");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /**
     * Insists on images that a network can reduce.
     *
     * @param factor by which the network reduces the sides
     * @throws ImageSizeException where a side is no multiple of it
     */
    public void requireMultiplesOf(int factor) {
        if (image.height() % factor != 0 || image.width() % factor != 0) {
            throw new ImageSizeException("images of " + image.height() + " x " + image.width()
                    + " pixels can't be reduced; their sides must be multiples of " + factor);
        }
    }

    private static void requireAtLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
    }
}
