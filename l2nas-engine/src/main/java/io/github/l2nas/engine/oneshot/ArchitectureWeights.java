package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.engine.strategy.Ascent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A number for each operation of each row, the alphas of DARTS (Liu et al. 2019): the larger, the more probable is the operation. They
 * begin near zero and descend by Adam with betas 0.5 and 0.999, as in DARTS; weight decay is added to the gradient.
 */
final class ArchitectureWeights implements Checkpointable {

    private static final double SPREAD = 1e-3;
    private static final double BETA_1 = 0.5;
    private static final double BETA_2 = 0.999;

    private final ActionShape shape;
    private final double weightDecay;
    private final double[] values;
    private final Ascent ascent;

    /**
     * @param shape rows and columns
     * @param learningRate of Adam
     * @param weightDecay times the weight is added to its gradient
     * @param random draws the first values, normally distributed with deviation 0.001
     */
    ArchitectureWeights(ActionShape shape, double learningRate, double weightDecay, RandomStream random) {
        this.shape = shape;
        this.weightDecay = weightDecay;
        values = new double[shape.size()];
        Arrays.setAll(values, i -> SPREAD * random.nextGaussian());
        ascent = new Ascent(values, learningRate, BETA_1, BETA_2);
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
        double[] uphill = new double[values.length];
        Arrays.setAll(uphill, i -> -(gradient[i] + weightDecay * values[i]));
        ascent.climb(uphill);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        ascent.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        ascent.restore(in);
    }
}
