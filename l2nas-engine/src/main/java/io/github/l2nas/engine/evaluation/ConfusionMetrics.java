package io.github.l2nas.engine.evaluation;

import io.github.l2nas.engine.network.TopAccuracy;
import java.util.stream.IntStream;

/**
 * How well a classifier does, and what it takes for what.
 *
 * @param top1 part of the images whose class has the highest score
 * @param top5 part of the images whose class is among the five highest scores, or all of them where there are fewer
 * @param confusion how often an image of class {@code row} was taken for class {@code column}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConfusionMetrics(double top1, double top5, int[][] confusion) {

    /**
     * Counts.
     *
     * @param labels the images' classes, from 0; at least one image
     * @param scores logits or probabilities, image after image, {@code labels.length} x {@code classes}
     * @param classes number of classes, at least 2
     * @return the metrics
     * @throws IllegalArgumentException where sizes don't match, a label is no class, or a score is not a number
     */
    public static ConfusionMetrics of(int[] labels, float[] scores, int classes) {
        requireValid(labels, scores, classes);
        TopAccuracy.Count count = new TopAccuracy.Count();
        count.add(scores, labels);
        int[][] confusion = new int[classes][classes];
        for (int image = 0; image < labels.length; image++) {
            confusion[labels[image]][highest(scores, image * classes, classes)]++;
        }
        TopAccuracy accuracy = count.accuracy();
        return new ConfusionMetrics(accuracy.top1(), accuracy.top5(), confusion);
    }

    /** The class of the highest score, of equal ones the first. */
    private static int highest(float[] scores, int from, int classes) {
        int highest = 0;
        for (int k = 1; k < classes; k++) {
            highest = scores[from + k] > scores[from + highest] ? k : highest;
        }
        return highest;
    }

    private static void requireValid(int[] labels, float[] scores, int classes) {
        if (classes < 2 || labels.length == 0 || scores.length != (long) labels.length * classes) {
            throw new IllegalArgumentException(scores.length + " scores of " + labels.length + " images in " + classes
                    + " classes; needs at least one image, two classes, and a score for each of both");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("label " + label + " is none of " + classes + " classes");
            }
        }
        if (IntStream.range(0, scores.length).anyMatch(index -> Float.isNaN(scores[index]))) {
            throw new IllegalArgumentException("a score is not a number; the network has diverged");
        }
    }
}
