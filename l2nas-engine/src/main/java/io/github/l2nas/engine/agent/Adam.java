package io.github.l2nas.engine.agent;

/**
 * Adam (Kingma and Ba 2015) with epsilon 1e-8. Moments and gradients are rounded to multiples of 2^-56 (second moments of
 * 2^-104): far below what epsilon lets count, but it keeps the moments of silent units from decaying into subnormal
 * numbers, which processors handle a hundred times more slowly.
 */
final class Adam {

    private static final float EPSILON = 1e-8f;

    /** Adding and subtracting it rounds to multiples of 2^-56. */
    private static final float GRID = 0x1p-32f;

    private static final float SQUARE_GRID = 0x1p-80f;

    private final double learningRate;
    private final double beta1;
    private final double beta2;
    private final float[] firstMoments;
    private final float[] secondMoments;
    private long updates;

    /**
     * @param parameters number of parameters
     * @param learningRate step size
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     */
    Adam(int parameters, double learningRate, double beta1, double beta2) {
        this.learningRate = learningRate;
        this.beta1 = beta1;
        this.beta2 = beta2;
        firstMoments = new float[parameters];
        secondMoments = new float[parameters];
    }

    /**
     * One update downhill.
     *
     * @param parameters what is changed
     * @param gradients of the loss by the parameters
     */
    void descend(float[] parameters, float[] gradients) {
        updates++;
        float step = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) updates)));
        float scale = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) updates)));
        descend(parameters, gradients, firstMoments, secondMoments, step, scale);
    }

    private void descend(float[] x, float[] gradients, float[] first, float[] second, float step, float scale) {
        float keep1 = (float) beta1;
        float take1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float take2 = (float) (1 - beta2);
        for (int i = 0; i < x.length; i++) {
            float gradient = (gradients[i] + GRID) - GRID;
            float m = ((keep1 * first[i] + take1 * gradient) + GRID) - GRID;
            float v = ((keep2 * second[i] + take2 * (gradient * gradient)) + SQUARE_GRID) - SQUARE_GRID;
            first[i] = m;
            second[i] = v;
            x[i] -= step * m / ((float) Math.sqrt(v) * scale + EPSILON);
        }
    }

    /**
     * Parameters and moments as they are now.
     *
     * @param parameters the parameters this optimiser updates
     * @return a copy
     */
    NetworkState capture(float[] parameters) {
        return new NetworkState(parameters.clone(), firstMoments.clone(), secondMoments.clone(), updates);
    }

    /**
     * Goes back to captured parameters and moments.
     *
     * @param state what {@link #capture(float[])} made of a network of the same size
     * @param parameters the parameters to overwrite
     */
    void reinstate(NetworkState state, float[] parameters) {
        System.arraycopy(state.parameters(), 0, parameters, 0, parameters.length);
        System.arraycopy(state.firstMoments(), 0, firstMoments, 0, parameters.length);
        System.arraycopy(state.secondMoments(), 0, secondMoments, 0, parameters.length);
        updates = state.updates();
    }
}
