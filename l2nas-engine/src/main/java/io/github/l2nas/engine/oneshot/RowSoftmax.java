package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.space.ActionShape;

/** The softmax of each row of an action. */
final class RowSoftmax {

    private RowSoftmax() {}

    /**
     * The softmax.
     *
     * @param shape rows and columns
     * @param logits of all entries
     * @return a new array; each row's entries add up to 1
     */
    static double[] of(ActionShape shape, double[] logits) {
        double[] result = new double[logits.length];
        for (int row = 0; row < shape.rows(); row++) {
            int from = shape.offset(row);
            int to = from + shape.columns(row);
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                largest = Math.max(largest, logits[i]);
            }
            double sum = 0;
            for (int i = from; i < to; i++) {
                result[i] = StrictMath.exp(logits[i] - largest);
                sum += result[i];
            }
            for (int i = from; i < to; i++) {
                result[i] /= sum;
            }
        }
        return result;
    }

    /**
     * The gradient by the logits.
     *
     * @param shape rows and columns
     * @param softmax of the logits
     * @param gradient by the softmax
     * @return a new array
     */
    static double[] backward(ActionShape shape, double[] softmax, double[] gradient) {
        double[] result = new double[softmax.length];
        for (int row = 0; row < shape.rows(); row++) {
            int from = shape.offset(row);
            int to = from + shape.columns(row);
            double mean = 0;
            for (int i = from; i < to; i++) {
                mean += softmax[i] * gradient[i];
            }
            for (int i = from; i < to; i++) {
                result[i] = softmax[i] * (gradient[i] - mean);
            }
        }
        return result;
    }
}
