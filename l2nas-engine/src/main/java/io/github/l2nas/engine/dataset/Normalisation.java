package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.FeatureSet;
import io.github.l2nas.api.data.ImageSet;
import io.github.l2nas.api.data.SampleSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What brings each channel of a data set to mean 0 and standard deviation 1. The arrays are not to be changed.
 *
 * @param mean of each channel, pixels taken as 0 to 1 and features as they are
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
     * Measures a set of samples. The same images give the same bits, in whatever order; rows the same bits in the same order.
     *
     * @param set at least one sample
     * @return mean and deviation over all images, rows and columns; of rows over all that have a value, and 0 and 1 for a
     *     category's indicator
     */
    public static Normalisation of(SampleSet set) {
        if (set.count() == 0) {
            throw new IllegalArgumentException("there are no samples to measure");
        }
        return set instanceof ImageSet images ? ofImages(images) : ofRows((FeatureSet) set);
    }

    private static Normalisation ofImages(ImageSet set) {
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

    private static Normalisation ofRows(FeatureSet set) {
        int size = set.features().size();
        float[] mean = new float[size];
        float[] deviation = new float[size];
        Arrays.fill(deviation, 1);
        for (int feature = 0; feature < size; feature++) {
            if (set.features().get(feature).isNumber()) {
                double center = mean(set.values(), feature, size);
                mean[feature] = (float) center;
                double spread = deviation(set.values(), feature, size, center);
                // what is constant, or differs by less than a float tells apart, stays as it is
                deviation[feature] = spread > Math.ulp(mean[feature]) ? (float) spread : 1;
            }
        }
        return new Normalisation(mean, deviation);
    }

    private static double mean(float[] values, int first, int step) {
        double sum = 0;
        int count = 0;
        for (int i = first; i < values.length; i += step) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double deviation(float[] values, int first, int step, double mean) {
        double squares = 0;
        int count = 0;
        for (int i = first; i < values.length; i += step) {
            if (!Float.isNaN(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
                count++;
            }
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
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

    /**
     * Whether this is of the same samples as another, one of which may have been written as decimals and read again.
     *
     * @param other of any samples
     * @return false where a channel's mean or deviation differs by more than float rounding
     */
    public boolean isNear(Normalisation other) {
        return isNear(mean, other.mean) && isNear(deviation, other.deviation);
    }

    private static boolean isNear(float[] values, float[] others) {
        return values.length == others.length
                && IntStream.range(0, values.length)
                        .allMatch(i -> Math.abs(values[i] - others[i]) <= 2 * Math.ulp(values[i]));
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
