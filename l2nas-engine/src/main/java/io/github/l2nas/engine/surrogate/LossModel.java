package io.github.l2nas.engine.surrogate;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What is believed of one objective: a Gaussian process of the losses' {@link NormalScores}, from which functions are drawn that may
 * be the truth ({@link PosteriorDraws}).
 */
public final class LossModel {

    private final PosteriorDraws posterior;
    private final List<Double> losses = new ArrayList<>();

    /**
     * @param shape shape of an action
     * @param sets the stream that draws sets of rows
     * @param random the stream that functions are drawn from
     */
    public LossModel(ActionShape shape, RandomStream sets, RandomStream random) {
        posterior = new PosteriorDraws(shape, sets, random);
    }

    /**
     * Learns from a loss.
     *
     * @param choices what was scored, per row the chosen column or -1
     * @param loss less is better
     */
    public void observe(int[] choices, double loss) {
        posterior.add(choices);
        losses.add(loss);
    }

    /** Forgets all. */
    public void clear() {
        posterior.clear();
        losses.clear();
    }

    /** A function that tells losses. */
    public static final class Draw {

        private final PosteriorDraws.Function function;
        private final NormalScores scores;
        private final DoubleSupplier unexplained;

        private Draw(PosteriorDraws.Function function, NormalScores scores, DoubleSupplier unexplained) {
            this.function = function;
            this.scores = scores;
            this.unexplained = unexplained;
        }

        /**
         * What the function leaves unexplained of the losses that were observed when it was drawn. It is computed at each call.
         *
         * @return the mean square of the differences of their normal scores
         */
        public double unexplained() {
            return unexplained.getAsDouble();
        }

        /**
         * What may be the loss of an architecture.
         *
         * @param choices per row the chosen column or -1
         * @return in units of the losses observed
         */
        public double of(int[] choices) {
            return scores.value(function.of(choices));
        }
    }

    /**
     * Draws a function; at least one loss was observed.
     *
     * @param boldness how far it lies from what is expected: 1 for a draw from the posterior, less for one nearer to its mean
     * @return a new one
     */
    public Draw draw(double boldness) {
        double[] values = losses.stream().mapToDouble(Double::doubleValue).toArray();
        NormalScores scores = new NormalScores(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = scores.score(values[i]);
        }
        PosteriorDraws.Function function = posterior.draw(values, boldness);
        return new Draw(function, scores, () -> posterior.unexplained(function, values));
    }
}
