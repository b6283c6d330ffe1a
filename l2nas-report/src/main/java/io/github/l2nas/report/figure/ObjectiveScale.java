package io.github.l2nas.report.figure;

import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import java.util.Arrays;

/**
 * How an objective is shown.
 *
 * @param label of its axis, with the unit
 * @param factor by which its values are multiplied
 * @param direction which values are good
 */
record ObjectiveScale(String label, double factor, Direction direction) {

    /** Values so many interquartile ranges worse than the third quartile are not drawn: networks that learned nothing. */
    private static final double FAR = 3;

    private static final int DIGITS = 4;

    /**
     * The scale of an objective.
     *
     * @param objective is shown
     * @param metric what the accuracy is
     */
    static ObjectiveScale of(Objective objective, String metric) {
        return switch (objective.metric()) {
            case Objective.ACCURACY -> new ObjectiveScale("% " + metric, 100, objective.direction());
            case "params" -> new ObjectiveScale(CostTrace.PARAMETERS, 1e-6, objective.direction());
            case "macs" -> new ObjectiveScale(CostTrace.MACS, 1e-6, objective.direction());
            case "latency_ms" -> new ObjectiveScale("latency (ms)", 1, objective.direction());
            default -> new ObjectiveScale(objective.metric(), 1, objective.direction());
        };
    }

    /** What is drawn of a loss. */
    double shown(double loss) {
        return direction.value(loss) * factor;
    }

    /** A loss for people, with the unit. */
    String text(double loss) {
        return number(loss) + " " + label;
    }

    /** A loss for people, without the unit. */
    String number(double loss) {
        return Decimals.rounded(shown(loss), DIGITS).toPlainString();
    }

    /**
     * An axis that shows all but what is far worse than the others.
     *
     * @param losses at least one; is sorted
     * @param least a loss that is shown in any case
     */
    Axis axis(double[] losses, double least) {
        Arrays.sort(losses);
        double third = losses[3 * (losses.length - 1) / 4];
        double far = Math.max(least, third + FAR * (third - losses[(losses.length - 1) / 4]));
        double end = shown(Math.min(losses[losses.length - 1], far));
        double best = shown(losses[0]);
        return Axis.around(label, Math.min(best, end), Math.max(best, end));
    }
}
