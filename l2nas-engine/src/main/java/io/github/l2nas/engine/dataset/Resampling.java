package io.github.l2nas.engine.dataset;

/**
 * Resizes a part of an image, with a triangle filter as wide as the output's pixels are in the input, so that fine patterns
 * average out when an image gets smaller: the bilinear filter of Pillow's resize, which also rounds between columns and
 * rows.
 */
final class Resampling {

    private Resampling() {}

    /**
     * What becomes of one side of an image: a stretch of it is resized, and a part of the result kept.
     *
     * @param first pixel of the stretch
     * @param length of the stretch
     * @param resized the length it is brought to
     * @param margin how many resized pixels are left out before the part that is kept
     * @param kept length of the part that is kept
     */
    private record Side(int first, int length, int resized, int margin, int kept) {

        /** The centre of a whole side, resized as the shorter side of its image is brought to a length. */
        static Side centre(int length, int shorter, int shorterResized, int kept) {
            int resized = (int) ((long) shorterResized * length / shorter);
            return new Side(0, length, resized, (int) Math.rint((resized - kept) / 2.0), kept);
        }

        private Window[] windows() {
            double scale = (double) length / resized;
            double support = Math.max(scale, 1);
            Window[] windows = new Window[kept];
            for (int i = 0; i < kept; i++) {
                double center = (margin + i + 0.5) * scale;
                int from = Math.max(0, (int) (center - support + 0.5));
                int end = Math.min(length, (int) (center + support + 0.5));
                double[] weights = new double[end - from];
                double sum = 0;
                for (int j = 0; j < weights.length; j++) {
                    weights[j] = Math.max(0, 1 - Math.abs((from + j + 0.5 - center) / support));
                    sum += weights[j];
                }
                for (int j = 0; j < weights.length; j++) {
                    weights[j] /= sum;
                }
                windows[i] = new Window(first + from, weights);
            }
            return windows;
        }
    }

    /** Weights of the inputs from {@code first} on that make up one output. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(int first, double[] weights) {}

    /**
     * The centre of an image whose shorter side is resized, as torchvision's {@code Resize} and {@code CenterCrop} cut it.
     *
     * @param pixels channels x height x width, unsigned
     * @param shorterSide its length after resizing
     * @param size side of the crop, at most as long
     * @return channels x size x size
     */
    static byte[] centre(byte[] pixels, int channels, int height, int width, int shorterSide, int size) {
        int shorter = Math.min(height, width);
        return resample(
                pixels,
                channels,
                height,
                width,
                Side.centre(height, shorter, shorterSide, size),
                Side.centre(width, shorter, shorterSide, size));
    }

    /**
     * A rectangle of an image, made square.
     *
     * @param pixels channels x height x width, unsigned
     * @param rectangle inside of the image
     * @return channels x size x size
     */
    static byte[] rectangle(byte[] pixels, int channels, int height, int width, Rectangle rectangle, int size) {
        return resample(
                pixels,
                channels,
                height,
                width,
                new Side(rectangle.top(), rectangle.height(), size, 0, size),
                new Side(rectangle.left(), rectangle.width(), size, 0, size));
    }

    /** A part of an image, in pixels. */
    record Rectangle(int top, int left, int height, int width) {}

    private static byte[] resample(byte[] pixels, int channels, int height, int width, Side vertical, Side horizontal) {
        Window[] rows = vertical.windows();
        Window[] columns = horizontal.windows();
        byte[] result = new byte[channels * rows.length * columns.length];
        for (int channel = 0; channel < channels; channel++) {
            double[][] narrow = new double[height][];
            for (int y = rows[0].first(); y < end(rows[rows.length - 1]); y++) {
                narrow[y] = narrowed(pixels, (channel * height + y) * width, columns);
            }
            for (int y = 0; y < rows.length; y++) {
                double[] values = combined(narrow, rows[y], columns.length);
                for (int x = 0; x < values.length; x++) {
                    result[(channel * rows.length + y) * columns.length + x] = (byte) Math.round(values[x]);
                }
            }
        }
        return result;
    }

    private static int end(Window window) {
        return window.first() + window.weights().length;
    }

    private static double[] narrowed(byte[] pixels, int start, Window[] columns) {
        double[] values = new double[columns.length];
        for (int x = 0; x < columns.length; x++) {
            double[] weights = columns[x].weights();
            int first = start + columns[x].first();
            double value = 0;
            for (int i = 0; i < weights.length; i++) {
                value += weights[i] * (pixels[first + i] & 0xff);
            }
            values[x] = Math.round(value);
        }
        return values;
    }

    private static double[] combined(double[][] narrow, Window row, int width) {
        double[] values = new double[width];
        for (int i = 0; i < row.weights().length; i++) {
            double weight = row.weights()[i];
            double[] source = narrow[row.first() + i];
            for (int x = 0; x < width; x++) {
                values[x] += weight * source[x];
            }
        }
        return values;
    }
}
