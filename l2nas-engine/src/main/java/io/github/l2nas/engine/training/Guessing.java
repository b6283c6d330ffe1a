package io.github.l2nas.engine.training;

import io.github.l2nas.api.text.Decimals;
import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * How many images are classified rightly by chance. A network that has learned nothing has at best the share of the most
 * frequent class; of several such networks the best one is a little above it. A network is better than that where guesses would
 * come as far in at most one of a hundred such trainings: the binomial distribution's quantile, at a level that is divided by
 * the number of tries (Bonferroni).
 *
 * @param images how many were classified; at least 1
 * @param largestClass share of the most frequent class among them, above 0 and at most 1
 * @param tries of how many networks or moments the best accuracy is told; at least 1
 */
public record Guessing(int images, double largestClass, int tries) {

    private static final double LEVEL = 0.01;

    /**
     * Guesses on images.
     *
     * @param labels the images' classes, from 0; at least one
     * @param tries of how many networks or moments the best accuracy is told
     * @return what guesses can come to
     */
    public static Guessing on(int[] labels, int tries) {
        int[] counts = new int[Arrays.stream(labels).max().orElseThrow() + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return new Guessing(
                labels.length, (double) Arrays.stream(counts).max().orElseThrow() / labels.length, Math.max(1, tries));
    }

    /**
     * The highest accuracy that guesses explain.
     *
     * @return a share of the images, in (0, 1]
     */
    public double highest() {
        if (largestClass >= 1) {
            return 1;
        }
        int right =
                new BinomialDistribution(null, images, largestClass).inverseCumulativeProbability(1 - LEVEL / tries);
        return (double) right / images;
    }

    /**
     * What to tell of networks that are no better.
     *
     * @param who for example {@code The supernet}
     * @param accuracy the best that was seen, in [0, 1]
     * @return a sentence
     */
    public String noBetter(String who, double accuracy) {
        return who + " is no better than guessing: its best accuracy is " + Decimals.percent(accuracy) + " % of "
                + images + " images, and by chance alone it can be up to " + Decimals.percent(highest()) + " %";
    }
}
