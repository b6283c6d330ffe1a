package io.github.l2nas.engine.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Softmax cross entropy, mean over the batch.
 *
 * @param labelSmoothing share of the target that is spread evenly over all classes, in [0, 1)
 * @param auxiliaryWeight weight of the auxiliary head's loss; 0 leaves the head out
 */
public record CrossEntropy(double labelSmoothing, double auxiliaryWeight) {

    /** Neither smoothing nor auxiliary head. */
    public static final CrossEntropy PLAIN = new CrossEntropy(0, 0);

    public CrossEntropy {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1) || !(auxiliaryWeight >= 0)) {
            throw new IllegalArgumentException(
                    "label smoothing is in [0, 1) and the auxiliary weight not negative, got " + labelSmoothing
                            + " and " + auxiliaryWeight);
        }
    }

    /**
     * The loss and its gradients.
     *
     * @param loss mean over the batch, the auxiliary head's added with its weight
     * @param gradients of the logits and, where given, the auxiliary logits; N x classes
     */
    record Result(double loss, List<float[]> gradients) {}

    /**
     * The gradient of the loss, without an auxiliary head.
     *
     * @param logits N x classes
     * @param labels N
     * @return N x classes
     */
    public float[] gradient(float[] logits, int[] labels) {
        return of(List.of(logits), labels).gradients().get(0);
    }

    /**
     * The loss of logits.
     *
     * @param logits of the network and, where it ran, of the auxiliary head; N x classes
     * @param labels N
     */
    Result of(List<float[]> logits, int[] labels) {
        double loss = 0;
        List<float[]> gradients = new ArrayList<>();
        for (int head = 0; head < logits.size(); head++) {
            double weight = head == 0 ? 1 : auxiliaryWeight;
            float[] gradient = new float[logits.get(head).length];
            loss += weight * of(logits.get(head), labels, weight, gradient);
            gradients.add(gradient);
        }
        return new Result(loss, gradients);
    }

    private double of(float[] logits, int[] labels, double weight, float[] gradient) {
        int classes = logits.length / labels.length;
        double floor = labelSmoothing / classes;
        double[] exponentials = new double[classes];
        double total = 0;
        for (int row = 0; row < labels.length; row++) {
            int from = row * classes;
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, logits[from + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                exponentials[k] = StrictMath.exp(logits[from + k] - largest);
                sum += exponentials[k];
            }
            double logSum = StrictMath.log(sum) + largest;
            for (int k = 0; k < classes; k++) {
                double target = floor + (k == labels[row] ? 1 - labelSmoothing : 0);
                total += target * (logSum - logits[from + k]);
                gradient[from + k] = (float) (weight * (exponentials[k] / sum - target) / labels.length);
            }
        }
        return total / labels.length;
    }
}
