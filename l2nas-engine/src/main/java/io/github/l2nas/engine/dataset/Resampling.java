package io.github.l2nas.engine.dataset;

/**
 * Resizes the shorter side of an image and crops the centre, with a triangle filter as wide as the output's pixels are in
 * the input, so that fine patterns average out when an image gets smaller (the bilinear filter of Pillow's resize, which also rounds between columns and rows).
 */
final class Resampling {

    private final int size;

    Resampling(int size) {
        this.size = size;
    }

    /** Weights of the inputs from {@code first} on that make up one output. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(int first, double[] weights) {}

    /**
     * One square image.
     *
     * @param pixels channels x height x width, unsigned
     * @return channels x size x size
     */
    byte[] squared(byte[] pixels, int channels, int height, int width) {
        Window[] rows = windows(height, Math.min(height, width));
        Window[] columns = windows(width, Math.min(height, width));
        byte[] result = new byte[channels * size * size];
        for (int channel = 0; channel < channels; channel++) {
            double[][] narrow = new double[height][];
            for (int y = rows[0].first(); y < end(rows[size - 1]); y++) {
                narrow[y] = row(pixels, (channel * height + y) * width, columns);
            }
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    result[(channel * size + y) * size + x] = (byte) Math.round(column(narrow, rows[y], x));
                }
            }
        }
        return result;
    }

    private static int end(Window window) {
        return window.first() + window.weights().length;
    }

    private static double[] row(byte[] pixels, int start, Window[] columns) {
        double[] values = new double[columns.length];
        for (int x = 0; x < columns.length; x++) {
            double[] weights = columns[x].weights();
            int first = start + columns[x].first();
            for (int i = 0; i < weights.length; i++) {
                values[x] += weights[i] * (pixels[first + i] & 0xff);
            }
            values[x] = Math.round(values[x]);
        }
        return values;
    }

    private static double column(double[][] narrow, Window row, int x) {
        double value = 0;
        for (int i = 0; i < row.weights().length; i++) {
            value += row.weights()[i] * narrow[row.first() + i][x];
        }
        return value;
    }

    /** The windows of the outputs that the crop leaves of a side. */
    private Window[] windows(int side, int shorter) {
        int resized = (int) ((long) size * side / shorter);
        int margin = (resized - size) / 2;
        double scale = (double) side / resized;
        double support = Math.max(scale, 1);
        Window[] windows = new Window[size];
        for (int i = 0; i < size; i++) {
            double center = (margin + i + 0.5) * scale;
            int first = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(side, (int) (center + support + 0.5));
            double[] weights = new double[end - first];
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                weights[j] = Math.max(0, 1 - Math.abs((first + j + 0.5 - center) / support));
                sum += weights[j];
            }
            for (int j = 0; j < weights.length; j++) {
                weights[j] /= sum;
            }
            windows[i] = new Window(first, weights);
        }
        return windows;
    }
}
