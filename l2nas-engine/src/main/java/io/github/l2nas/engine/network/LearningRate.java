package io.github.l2nas.engine.network;

/**
 * A learning rate that rises linearly during a warm-up and then falls along half a cosine.
 *
 * @param initial at the end of the warm-up
 * @param minimum that the cosine ends at
 * @param warmUp length of the warm-up, in the unit that {@link #at} counts in
 * @param total length of warm-up and cosine together
 */
public record LearningRate(double initial, double minimum, double warmUp, double total) {

    public LearningRate {
        if (!(initial > 0) || !(minimum >= 0) || !(warmUp >= 0) || !(total > 0)) {
            throw new IllegalArgumentException("a learning rate must be positive, got " + initial + " to " + minimum);
        }
    }

    /**
     * The rate.
     *
     * @param time how much of training is over, in epochs or steps, as {@code total} counts
     * @return a positive number, or the minimum
     */
    public double at(double time) {
        if (time < warmUp) {
            return initial * (time + 1) / (warmUp + 1);
        }
        double share = Math.min(1, (time - warmUp) / (total - warmUp));
        return minimum + (initial - minimum) * (1 + StrictMath.cos(StrictMath.PI * share)) / 2;
    }
}
