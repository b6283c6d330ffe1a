package io.github.l2nas.engine.dataset;

import java.util.Arrays;

/**
 * What brings each channel of a data set to mean 0 and standard deviation 1. The arrays are not to be changed.
 *
 * @param mean of each channel, pixels taken as 0 to 1
 * @param deviation population standard deviation of each channel on the same scale; 1 for a channel that is the same
 *     everywhere, so that it becomes 0
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content
public record Normalisation(float[] mean, float[] deviation) {

    /** Of ImageNet's photographs, as PyTorch's and the Once-for-All project's networks were trained. */
    public static final Normalisation IMAGENET =
            new Normalisation(new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

    private static final int LEVELS = 256;
    private static final double HIGHEST = 255;

    public Normalisation {
        if (mean.length != deviation.length) {
            throw new IllegalArgumentException(mean.length + " means, " + deviation.length + " deviations");
        }
        for (float value : deviation) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("deviation " + value + " is not positive");
            }
        }
    }

    /**
     * Measures a set of images. The same images give the same bits, in whatever order.
     *
     * @param set at least one image
     * @return mean and deviation over all its images, rows and columns
     */
    public static Normalisation of(ImageSet set) {
        if (set.count() == 0) {
            throw new IllegalArgumentException("there are no images to measure");
        }
        int channels = set.shape().channels();
        float[] mean = new float[channels];
        float[] deviation = new float[channels];
        long[][] histograms = histograms(set);
        for (int channel = 0; channel < channels; channel++) {
            long sum = 0;
            long count = 0;
            for (int level = 0; level < LEVELS; level++) {
                count += histograms[channel][level];
                sum += level * histograms[channel][level];
            }
            double center = (double) sum / count;
            double squares = 0;
            for (int level = 0; level < LEVELS; level++) {
                squares += (level - center) * (level - center) * histograms[channel][level];
            }
            mean[channel] = (float) (center / HIGHEST);
            deviation[channel] = squares == 0 ? 1 : (float) (Math.sqrt(squares / count) / HIGHEST);
        }
        return new Normalisation(mean, deviation);
    }

    private static long[][] histograms(ImageSet set) {
        int channels = set.shape().channels();
        int plane = set.shape().height() * set.shape().width();
        long[][] histograms = new long[channels][LEVELS];
        byte[] pixels = set.pixels();
        for (int start = 0, index = 0; start < pixels.length; start += plane, index++) {
            long[] histogram = histograms[index % channels];
            for (int i = start; i < start + plane; i++) {
                histogram[Byte.toUnsignedInt(pixels[i])]++;
            }
        }
        return histograms;
    }

    /** Normalised values of the 256 levels, for each channel. */
    float[][] levels() {
        float[][] levels = new float[mean.length][LEVELS];
        for (int channel = 0; channel < mean.length; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                levels[channel][level] = (float) ((level / HIGHEST - mean[channel]) / deviation[channel]);
            }
        }
        return levels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalisation normalisation
                && Arrays.equals(mean, normalisation.mean)
                && Arrays.equals(deviation, normalisation.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }

    @Override
    public String toString() {
        return "Normalisation[mean=" + Arrays.toString(mean) + ", deviation=" + Arrays.toString(deviation) + "]";
    }
}
