package io.github.l2nas.engine.evaluation;

import java.util.stream.IntStream;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How well a classifier does, counted by DL4J's {@code Evaluation}.
 *
 * @param top1 part of the images whose class has the highest score
 * @param top5 part of the images whose class is among the five highest scores, or all of them where there are fewer
 * @param confusion how often an image of class {@code row} was taken for class {@code column}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConfusionMetrics(double top1, double top5, int[][] confusion) {

    private static final int TOP = 5;

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
        int top = Math.min(TOP, classes);
        Evaluation evaluation = new Evaluation(
                IntStream.range(0, classes).mapToObj(Integer::toString).toList(), top);
        try (INDArray actual = Nd4j.zeros(DataType.FLOAT, labels.length, classes);
                INDArray predicted = Nd4j.create(scores, new long[] {labels.length, classes}, 'c')) {
            for (int image = 0; image < labels.length; image++) {
                actual.putScalar(image, labels[image], 1);
            }
            evaluation.eval(actual, predicted);
        }
        int[][] confusion = new int[classes][classes];
        for (int row = 0; row < classes; row++) {
            for (int column = 0; column < classes; column++) {
                confusion[row][column] = evaluation.getConfusionMatrix().getCount(row, column);
            }
        }
        return new ConfusionMetrics(evaluation.accuracy(), evaluation.topNAccuracy(), confusion);
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
