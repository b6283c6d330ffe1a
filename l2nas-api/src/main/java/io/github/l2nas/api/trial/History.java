package io.github.l2nas.api.trial;

import io.github.l2nas.api.space.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The trials of a search so far and what follows from them. */
public final class History {

    private final List<Trial> trials = new ArrayList<>();
    private final Map<String, Double> accuracies = new HashMap<>();
    private final List<Double> bestByUnique = new ArrayList<>();
    private final List<Double> bestByStep = new ArrayList<>();
    private Trial best;

    /**
     * Adds the next trial.
     *
     * @param architecture that the trial is of
     * @param trial its step is {@link #steps()} + 1
     */
    public void add(Architecture architecture, Trial trial) {
        trials.add(trial);
        if (trial.feasible()) {
            if (best == null || trial.accuracy() > best.accuracy()) {
                best = trial;
            }
            if (accuracies.put(architecture.identity(), trial.accuracy()) == null) {
                bestByUnique.add(best.accuracy());
            }
        }
        bestByStep.add(best == null ? Double.NaN : best.accuracy());
    }

    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    public int steps() {
        return trials.size();
    }

    /**
     * Number of different architectures scored.
     *
     * @return at most {@link #steps()}
     */
    public int uniqueArchitectures() {
        return bestByUnique.size();
    }

    /**
     * The first trial with the highest accuracy.
     *
     * @return the trial, or null where none was feasible
     */
    public Trial best() {
        return best;
    }

    /**
     * What an architecture scored.
     *
     * @param architecture of the search's space
     * @return in [0, 1]; empty where it was not scored
     */
    public OptionalDouble accuracy(Architecture architecture) {
        Double known = accuracies.get(architecture.identity());
        return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
    }

    /**
     * Best accuracy after a number of steps.
     *
     * @param steps 1 to {@link #steps()}
     * @return in [0, 1]; NaN where nothing feasible had come by then
     */
    public double bestAfterSteps(int steps) {
        return bestByStep.get(steps - 1);
    }

    /**
     * Best accuracy after a number of different architectures were scored.
     *
     * @param architectures 1 to {@link #uniqueArchitectures()}
     * @return in [0, 1]
     */
    public double bestAfterUnique(int architectures) {
        return bestByUnique.get(architectures - 1);
    }
}
