package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.random.RandomStream;
import java.util.Arrays;

/** Normalises images on their way into a batch, and changes them as an augmentation says. Safe for several threads. */
final class Augmenter implements SampleWriter {

    private final Shape shape;
    private final byte[] pixels;
    private final float[][] levels;
    private final Augmentation augmentation;

    Augmenter(ImageSet set, Normalisation normalisation, Augmentation augmentation) {
        shape = set.shape();
        if (normalisation.mean().length != shape.channels()) {
            throw new IllegalArgumentException(
                    normalisation.mean().length + " channels normalised, images have " + shape.channels());
        }
        pixels = set.pixels();
        levels = normalisation.levels();
        this.augmentation = augmentation;
    }

    @Override
    public void write(int image, float[] images, int to, RandomStream random) {
        int from = image * (int) shape.size();
        int padding = augmentation.cropPadding();
        int down = padding > 0 ? random.nextInt(2 * padding + 1) - padding : 0;
        int right = padding > 0 ? random.nextInt(2 * padding + 1) - padding : 0;
        boolean mirrored = augmentation.flip() && random.nextInt(2) == 1;
        int height = shape.height();
        int width = shape.width();
        for (int channel = 0; channel < shape.channels(); channel++) {
            float[] level = levels[channel];
            for (int y = 0; y < height; y++) {
                int target = to + (channel * height + y) * width;
                int row = y + down;
                if (row < 0 || row >= height) {
                    Arrays.fill(images, target, target + width, level[0]);
                } else {
                    int source = from + (channel * height + row) * width;
                    writeRow(source, images, target, level, right, mirrored);
                }
            }
        }
        if (augmentation.cutout() > 0) {
            cut(images, to, random.nextInt(height), random.nextInt(width));
        }
    }

    private void writeRow(int source, float[] images, int target, float[] level, int right, boolean mirrored) {
        int width = shape.width();
        int start = Math.min(width, Math.max(0, -right));
        int end = Math.max(start, width - Math.max(0, right));
        if (mirrored) {
            int last = target + width - 1;
            for (int x = start; x < end; x++) {
                images[last - x] = level[pixels[source + x + right] & 0xff];
            }
            Arrays.fill(images, last - start + 1, target + width, level[0]);
            Arrays.fill(images, target, last - end + 1, level[0]);
        } else {
            for (int x = start; x < end; x++) {
                images[target + x] = level[pixels[source + x + right] & 0xff];
            }
            Arrays.fill(images, target, target + start, level[0]);
            Arrays.fill(images, target + end, target + width, level[0]);
        }
    }

    private void cut(float[] images, int to, int centerY, int centerX) {
        int half = augmentation.cutout() / 2;
        int top = Math.max(0, centerY - half);
        int bottom = Math.min(shape.height(), centerY + half);
        int left = Math.max(0, centerX - half);
        int right = Math.min(shape.width(), centerX + half);
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int y = top; y < bottom; y++) {
                int row = to + (channel * shape.height() + y) * shape.width();
                Arrays.fill(images, row + left, row + right, 0);
            }
        }
    }
}
