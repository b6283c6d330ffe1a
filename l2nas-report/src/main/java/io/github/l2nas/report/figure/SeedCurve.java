package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalInt;

/**
 * How the search of one seed went, by the different architectures it had scored: its improvements, which lose nothing however
 * long its history is, and the accuracy of every trial.
 */
public final class SeedCurve {

    private final List<Integer> improvedAt = new ArrayList<>();
    private final List<Double> best = new ArrayList<>();
    private final Points trials = new Points();
    private int steps;
    private int unique;
    private int infeasible;
    private int failed;

    void add(ScoredTrial trial) {
        steps = trial.row().step();
        unique = trial.unique();
        infeasible += trial.row().isInfeasible() ? 1 : 0;
        failed += trial.row().hasFailed() ? 1 : 0;
        if (!trial.row().isScored()) {
            return;
        }
        trials.add(unique, trial.accuracy());
        if (best.isEmpty() || trial.accuracy() > best.get(best.size() - 1)) {
            improvedAt.add(unique);
            best.add(trial.accuracy());
        }
    }

    public int steps() {
        return steps;
    }

    /**
     * Different architectures that were scored.
     *
     * @return 0 or more
     */
    public int unique() {
        return unique;
    }

    public int infeasible() {
        return infeasible;
    }

    public int failed() {
        return failed;
    }

    /**
     * Accuracy of the best architecture.
     *
     * @return in [0, 1]; NaN where none was scored
     */
    public double best() {
        return best.isEmpty() ? Double.NaN : best.get(best.size() - 1);
    }

    /**
     * How many different architectures were scored until one was good enough, that one included.
     *
     * @param accuracy that is enough, in [0, 1]
     * @return nothing where none was
     */
    public OptionalInt uniqueTo(double accuracy) {
        for (int i = 0; i < best.size(); i++) {
            if (best.get(i) >= accuracy) {
                return OptionalInt.of(improvedAt.get(i));
            }
        }
        return OptionalInt.empty();
    }

    Points trials() {
        return trials;
    }

    void addImprovements(NavigableSet<Integer> at) {
        at.addAll(improvedAt);
    }

    /** Best accuracy once some architectures were scored, NaN where nothing had come by then. */
    double after(int architectures) {
        int low = 0;
        int high = improvedAt.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (improvedAt.get(middle) <= architectures) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? Double.NaN : best.get(low - 1);
    }
}
