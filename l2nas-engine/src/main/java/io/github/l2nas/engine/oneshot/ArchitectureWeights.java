package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A number for each operation of each row, the alphas of DARTS (Liu et al. 2019): the larger, the more probable is the operation. They
 * begin near zero and descend by Adam with betas 0.5 and 0.999, as in DARTS; weight decay is added to the gradient.
 */
final class ArchitectureWeights implements Checkpointable {

    private static final double SPREAD = 1e-3;
    private static final double BETA_1 = 0.5;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final ActionShape shape;
    private final double learningRate;
    private final double weightDecay;
    private final double[] values;
    private final double[] firstMoments;
    private final double[] secondMoments;
    private long updates;

    /**
     * @param shape rows and columns
     * @param learningRate of Adam
     * @param weightDecay times the weight is added to its gradient
     * @param random draws the first values, normally distributed with deviation 0.001
     */
    ArchitectureWeights(ActionShape shape, double learningRate, double weightDecay, RandomStream random) {
        this.shape = shape;
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
        values = new double[shape.size()];
        firstMoments = new double[values.length];
        secondMoments = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = SPREAD * normal(random);
        }
    }

    /** Box and Muller's. */
    private static double normal(RandomStream random) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    ActionShape shape() {
        return shape;
    }

    /** The weights, row by row; a copy. */
    double[] values() {
        return values.clone();
    }

    /** The probabilities of each row's operations: its softmax. */
    double[] probabilities() {
        return RowSoftmax.of(shape, values);
    }

    /**
     * One step downhill.
     *
     * @param gradient of the loss by the weights
     */
    void descend(double[] gradient) {
        updates++;
        double correction1 = 1 - StrictMath.pow(BETA_1, (double) updates);
        double correction2 = 1 - StrictMath.pow(BETA_2, (double) updates);
        for (int i = 0; i < values.length; i++) {
            double g = gradient[i] + weightDecay * values[i];
            firstMoments[i] = BETA_1 * firstMoments[i] + (1 - BETA_1) * g;
            secondMoments[i] = BETA_2 * secondMoments[i] + (1 - BETA_2) * g * g;
            values[i] -= learningRate
                    * (firstMoments[i] / correction1)
                    / (Math.sqrt(secondMoments[i] / correction2) + EPSILON);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        for (int i = 0; i < values.length; i++) {
            out.writeDouble(values[i]);
            out.writeDouble(firstMoments[i]);
            out.writeDouble(secondMoments[i]);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readLong();
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
            firstMoments[i] = in.readDouble();
            secondMoments[i] = in.readDouble();
        }
    }
}
