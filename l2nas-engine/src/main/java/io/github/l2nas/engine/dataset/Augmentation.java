package io.github.l2nas.engine.dataset;

/**
 * Random changes to training images, in this order: a crop out of the image with a black border, a mirror image in half of
 * the cases, and a square of zeros (Cutout, DeVries and Taylor 2017). The border is black before, the square is zero after
 * normalisation, as in the code of DARTS.
 *
 * @param cropPadding width of the border in pixels, 0 for no crop; 4 is usual for CIFAR
 * @param flip whether to mirror left and right
 * @param cutout side of the square in pixels, 0 for none; its centre is anywhere in the image, what is outside is cut off,
 *     and an odd side counts as the even number below it
 */
public record Augmentation(int cropPadding, boolean flip, int cutout) {

    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(0, false, 0);

    public Augmentation {
        if (cropPadding < 0) {
            throw new IllegalArgumentException("cropPadding " + cropPadding + " is negative");
        }
        if (cutout < 0) {
            throw new IllegalArgumentException("cutout " + cutout + " is negative");
        }
    }
}
