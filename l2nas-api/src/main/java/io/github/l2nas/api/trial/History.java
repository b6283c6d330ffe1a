package io.github.l2nas.api.trial;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.space.Architecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The trials of a search so far and what follows from them. What says nothing of fidelities is about the full one alone: the best
 * trial, the architectures scored and their accuracies.
 */
public final class History {

    private final Fidelities fidelities;
    private final List<Trial> trials = new ArrayList<>();
    /** By {@link #key}. */
    private final Map<String, Double> accuracies = new HashMap<>();

    private final List<Double> efforts = new ArrayList<>();
    private final Map<String, Map<String, Double>> metrics = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private final List<Double> bestByUnique = new ArrayList<>();
    private final List<Double> bestByStep = new ArrayList<>();
    private Trial best;
    private int infeasible;
    private int failed;
    private int failuresInARow;
    private int beforeFailures;
    private double effort;

    /** The history of a search that knows nothing of fidelities. */
    public History() {
        this(Fidelities.ONE);
    }

    /**
     * @param fidelities of the search
     */
    public History(Fidelities fidelities) {
        this.fidelities = fidelities;
    }

    /** An architecture at a fidelity: at the full one its identity. */
    private static String key(Architecture architecture, double share) {
        return share == 1 ? architecture.identity() : architecture.identity() + "@" + share;
    }

    /**
     * Adds the next trial.
     *
     * @param architecture that the trial is of
     * @param trial its step is {@link #steps()} + 1
     */
    public void add(Architecture architecture, Trial trial) {
        trials.add(trial);
        if (trial.feasible() || trial.failed()) {
            effort += effortOf(architecture, trial.share());
        }
        efforts.add(effort);
        String key = key(architecture, trial.share());
        if (trial.feasible()) {
            if (trial.full() && (best == null || trial.accuracy() > best.accuracy())) {
                best = trial;
            }
            if (trial.metrics() != null) {
                metrics.put(key, trial.metrics());
            }
            if (accuracies.put(key, trial.accuracy()) == null) {
                failuresInARow = 0;
                if (trial.full()) {
                    bestByUnique.add(best.accuracy());
                }
            }
        } else if (trial.failed()) {
            failed++;
            if (failures.put(key, trial.failure()) == null) {
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
     * Number of different architectures scored at the full fidelity.
     *
     * @return at most {@link #steps()}
     */
    public int uniqueArchitectures() {
        return bestByUnique.size();
    }

    /**
     * Number of different pairs of an architecture and a fidelity that were scored.
     *
     * @return at least {@link #uniqueArchitectures()}, the same in a search with one fidelity
     */
    public int uniqueScores() {
        return accuracies.size();
    }

    /**
     * The fidelities of the search.
     *
     * @return lowest first
     */
    public Fidelities fidelities() {
        return fidelities;
    }

    /**
     * What scoring an architecture would add to the effort.
     *
     * @param architecture of the search's space, feasible
     * @param share of the full fidelity
     * @return in the fidelities' unit; 0 where it was scored, or scoring it failed
     */
    public double effortOf(Architecture architecture, double share) {
        String key = key(architecture, share);
        if (accuracies.containsKey(key) || failures.containsKey(key)) {
            return 0;
        }
        double lower = 0;
        for (int level = 0; level < fidelities.level(share); level++) {
            if (accuracies.containsKey(key(architecture, fidelities.share(level)))) {
                lower = fidelities.share(level);
            }
        }
        return fidelities.cost(share, lower);
    }

    /**
     * What all trials so far have cost. A score that an earlier search has left counts like any other, so that the same search costs
     * the same.
     *
     * @return in the fidelities' unit; in a search that knows nothing of fidelities the number of architectures scored or failed
     */
    public double effort() {
        return effort;
    }

    /**
     * What the first trials have cost.
     *
     * @param steps 1 to {@link #steps()}
     * @return in the fidelities' unit
     */
    public double effortAfterSteps(int steps) {
        return efforts.get(steps - 1);
    }

    /**
     * The first trial with the highest accuracy at the full fidelity.
     *
     * @return the trial, or null where none was scored at it
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
        return accuracy(architecture, 1);
    }

    /**
     * What an architecture scored at a fidelity.
     *
     * @param architecture of the search's space
     * @param share of the full fidelity
     * @return in [0, 1]; empty where it was not scored
     */
    public OptionalDouble accuracy(Architecture architecture, double share) {
        Double known = accuracies.get(key(architecture, share));
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
        return failure(architecture, 1);
    }

    /**
     * Why scoring an architecture at a fidelity failed.
     *
     * @param architecture of the search's space
     * @param share of the full fidelity
     * @return the reason; empty where it did not fail
     */
    public Optional<String> failure(Architecture architecture, double share) {
        return Optional.ofNullable(failures.get(key(architecture, share)));
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
     * Best accuracy at the full fidelity after a number of steps.
     *
     * @param steps 1 to {@link #steps()}
     * @return in [0, 1]; NaN where nothing had been scored at it by then
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
