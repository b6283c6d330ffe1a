package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.file.Checkpointable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers that climb by Adam (Kingma and Ba 2015) with epsilon 1e-8, in double precision. */
public final class Ascent implements Checkpointable {

    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double beta1;
    private final double beta2;
    private final double[] values;
    private final double[] firstMoments;
    private final double[] secondMoments;
    private int updates;

    /**
     * @param values where they begin; changed in place
     * @param learningRate step size
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     */
    public Ascent(double[] values, double learningRate, double beta1, double beta2) {
        this.values = values;
        this.learningRate = learningRate;
        this.beta1 = beta1;
        this.beta2 = beta2;
        firstMoments = new double[values.length];
        secondMoments = new double[values.length];
    }

    /**
     * Updates so far.
     *
     * @return from 0
     */
    public int updates() {
        return updates;
    }

    /**
     * One step uphill.
     *
     * @param gradient of what is to grow, by the values
     */
    public void climb(double[] gradient) {
        updates++;
        double correction1 = 1 - StrictMath.pow(beta1, updates);
        double correction2 = 1 - StrictMath.pow(beta2, updates);
        for (int i = 0; i < values.length; i++) {
            double g = gradient[i];
            firstMoments[i] = beta1 * firstMoments[i] + (1 - beta1) * g;
            secondMoments[i] = beta2 * secondMoments[i] + (1 - beta2) * g * g;
            values[i] += learningRate
                    * (firstMoments[i] / correction1)
                    / (Math.sqrt(secondMoments[i] / correction2) + EPSILON);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(updates);
        for (int i = 0; i < values.length; i++) {
            out.writeDouble(values[i]);
            out.writeDouble(firstMoments[i]);
            out.writeDouble(secondMoments[i]);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readInt();
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
            firstMoments[i] = in.readDouble();
            secondMoments[i] = in.readDouble();
        }
    }
}
