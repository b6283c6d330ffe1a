package io.github.l2nas.api.trial;

import io.github.l2nas.api.space.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The trials of a search so far and what follows from them. */
public final class History {

    private final List<Trial> trials = new ArrayList<>();
    private final Map<String, Double> accuracies = new HashMap<>();
    private final Map<String, Map<String, Double>> metrics = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final List<Double> bestByUnique = new ArrayList<>();
    private final List<Double> bestByStep = new ArrayList<>();
    private Trial best;
    private int infeasible;
    private int failed;
    private int failuresInARow;
    private int beforeFailures;

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
            if (trial.metrics() != null) {
                metrics.put(architecture.identity(), trial.metrics());
            }
            if (accuracies.put(architecture.identity(), trial.accuracy()) == null) {
                bestByUnique.add(best.accuracy());
                failuresInARow = 0;
            }
        } else if (trial.failed()) {
            failed++;
            if (failures.put(architecture.identity(), trial.failure()) == null) {
                beforeFailures = failuresInARow == 0 ? trial.step() - 1 : beforeFailures;
                failuresInARow++;
            }
        } else {
            infeasible++;
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
     * What else is known of a scored architecture.
     *
     * @param architecture of the search's space
     * @return values by the metrics' names; empty in a search without objectives
     */
    public Map<String, Double> metrics(Architecture architecture) {
        return metrics.getOrDefault(architecture.identity(), Map.of());
    }

    /**
     * Why scoring an architecture failed.
     *
     * @param architecture of the search's space
     * @return the reason; empty where it did not fail
     */
    public Optional<String> failure(Architecture architecture) {
        return Optional.ofNullable(failures.get(architecture.identity()));
    }

    /**
     * Number of trials whose architecture violates a constraint.
     *
     * @return at most {@link #steps()}
     */
    public int infeasibleTrials() {
        return infeasible;
    }

    /**
     * Number of failed trials; one that proposes a failed architecture again counts too.
     *
     * @return at most {@link #steps()}
     */
    public int failedTrials() {
        return failed;
    }

    /**
     * Number of different architectures whose scoring failed.
     *
     * @return at most {@link #failedTrials()}
     */
    public int failedArchitectures() {
        return failures.size();
    }

    /**
     * How many of the last architectures that were to be scored failed, since the last one that was scored.
     *
     * @return at most {@link #failedArchitectures()}
     */
    public int failuresInARow() {
        return failuresInARow;
    }

    /**
     * Number of steps before the first of those that {@link #failuresInARow()} counts.
     *
     * @return {@link #steps()} where it counts none
     */
    public int stepsBeforeFailuresInARow() {
        return failuresInARow == 0 ? trials.size() : beforeFailures;
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
