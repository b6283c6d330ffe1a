package io.github.l2nas.spaces.ofa;

/**
 * The supernet whose sub-networks' costs are counted.
 *
 * @param imageSize side of the square images in pixels, 1 to 4096
 * @param widthMultiplier of the supernet, above 0 and at most 16; the published ones have 1.0 and 1.2
 */
public record OfaSettings(int imageSize, double widthMultiplier) {

    private static final int LARGEST_IMAGE = 4096;
    private static final double WIDEST = 16;

    public OfaSettings {
        if (imageSize < 1 || imageSize > LARGEST_IMAGE) {
            throw new IllegalArgumentException("imageSize must be 1 to " + LARGEST_IMAGE + ", got " + imageSize);
        }
        if (!(widthMultiplier > 0 && widthMultiplier <= WIDEST)) {
            throw new IllegalArgumentException(
                    "widthMultiplier must be above 0 and at most " + WIDEST + ", got " + widthMultiplier);
        }
    }

    static OfaSettings of(OfaNetwork supernet) {
        return new OfaSettings(supernet.height(), supernet.width());
    }
}
