package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.random.RandomStream;

/** What part of a photograph a network sees, as a square of a fixed size. */
public interface CropTransform {

    /**
     * The square.
     *
     * @param index of the photograph in its list
     * @return 3 x size x size
     */
    byte[] square(DecodedImage image, int index);

    /** Side of the square, pixels. */
    int size();

    /**
     * What a photograph's shorter side is resized to before its centre is cut out.
     *
     * @param size side of the square, pixels
     * @return size / 0.875, rounded up
     */
    static int shorterSide(int size) {
        return (int) Math.ceil(size / 0.875);
    }

    /**
     * The centre, with a margin of an eighth of the shorter side left out, as Once-for-All validates: the shorter side is
     * resized to size / 0.875, rounded up.
     *
     * @param size side of the square, pixels
     * @return the transform
     */
    static CropTransform centre(int size) {
        return new Centre(size);
    }

    /**
     * A random rectangle of the photograph, mirrored or not, as Once-for-All trains: 8 % to 100 % of the area, with an
     * aspect ratio of 3/4 to 4/3.
     *
     * @param size side of the square, pixels
     * @param seed of what is drawn; the same for the same index
     * @return the transform
     */
    static CropTransform random(int size, long seed) {
        return new RandomResizedCrop(size, seed);
    }

    /**
     * @param size side of the square
     */
    record Centre(int size) implements CropTransform {

        @Override
        public byte[] square(DecodedImage image, int index) {
            return Resampling.centre(
                    image.pixels(), 3, image.height(), image.width(), CropTransform.shorterSide(size), size);
        }
    }

    /**
     * @param size side of the square
     * @param seed of what is drawn
     */
    record RandomResizedCrop(int size, long seed) implements CropTransform {

        private static final int ATTEMPTS = 10;
        private static final double LEAST_AREA = 0.08;
        private static final double LARGEST_RATIO = 4.0 / 3;

        @Override
        public byte[] square(DecodedImage image, int index) {
            RandomStream random = new RandomStream(seed, "photo.rectangle." + index);
            Resampling.Rectangle rectangle = rectangle(image.height(), image.width(), random);
            byte[] square = Resampling.rectangle(image.pixels(), 3, image.height(), image.width(), rectangle, size);
            if (random.nextDouble() < 0.5) {
                mirror(square);
            }
            return square;
        }

        private static Resampling.Rectangle rectangle(int height, int width, RandomStream random) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                double area = (LEAST_AREA + (1 - LEAST_AREA) * random.nextDouble()) * height * width;
                double ratio = StrictMath.exp((2 * random.nextDouble() - 1) * StrictMath.log(LARGEST_RATIO));
                int wide = (int) Math.rint(StrictMath.sqrt(area * ratio));
                int high = (int) Math.rint(StrictMath.sqrt(area / ratio));
                if (wide > 0 && wide <= width && high > 0 && high <= height) {
                    return new Resampling.Rectangle(
                            random.nextInt(height - high + 1), random.nextInt(width - wide + 1), high, wide);
                }
            }
            int wide = (int) Math.min(width, Math.rint(height * LARGEST_RATIO));
            int high = (int) Math.min(height, Math.rint(width * LARGEST_RATIO));
            return new Resampling.Rectangle((height - high) / 2, (width - wide) / 2, high, wide);
        }

        private void mirror(byte[] square) {
            for (int row = 0; row < square.length; row += size) {
                for (int x = 0; x < size / 2; x++) {
                    byte left = square[row + x];
                    square[row + x] = square[row + size - 1 - x];
                    square[row + size - 1 - x] = left;
                }
            }
        }
    }
}
