package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Points;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.TrialRow;
import java.util.ArrayList;
import java.util.List;

/** What the critic of a search expected of each proposal, and the reward that came. */
final class CriticTrace {

    private final double quantile;
    private final String reward;
    private final Points scored = new Points();
    private final Points infeasible = new Points();
    private final List<Integer> steps = new ArrayList<>();

    CriticTrace(FoundArchitecture found) {
        quantile = found.setting("checkQuantile", Double.NaN);
        reward = found.provenance().getOrDefault("settings.reward", "");
    }

    void add(TrialRow trial) {
        if (Double.isNaN(trial.predictedReward()) || trial.hasFailed()) {
            return;
        }
        if (trial.isInfeasible()) {
            infeasible.add(trial.predictedReward(), 0);
        } else if (!Double.isNaN(trial.reward())) {
            scored.add(trial.predictedReward(), trial.reward());
            steps.add(trial.step());
        }
    }

    /** The quantile of the reward that it learns; NaN where it learns none. */
    double quantile() {
        return quantile;
    }

    /** What the reward means. */
    String unit() {
        return switch (reward) {
            case "power" ->
                "The reward is 100 to the power of the accuracy as a fraction: 1 for nothing right, 100 for all";
            case "relative" -> "The reward is 0 for the supernet's accuracy and above 0 for a better one";
            default -> "The reward is in the strategy's own unit, the higher the better";
        };
    }

    /** Expected and observed rewards of proposals that were scored. */
    Points scored() {
        return scored;
    }

    int step(int point) {
        return steps.get(point);
    }

    /** Expected rewards of proposals that violated a constraint. */
    Points infeasible() {
        return infeasible;
    }
}
