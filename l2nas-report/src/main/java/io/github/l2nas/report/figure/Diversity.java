package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionShape;
import java.util.ArrayList;
import java.util.List;

/**
 * How different the architectures are that a search proposes, in windows of its steps: how much two proposals of a window
 * differ, and how many were never scored before. Windows double when there are too many.
 */
final class Diversity {

    private static final int MOST_WINDOWS = 64;

    /** Two proposals are too few to tell. */
    private static final int LEAST_STEPS = 5;

    private final ActionShape shape;
    private List<Window> windows = new ArrayList<>();
    private int stepsOfWindow = 5;

    Diversity(ActionShape shape) {
        this.shape = shape;
    }

    private final class Window {

        private final int[] uses = new int[shape.size()];
        private int steps;
        private int fresh;

        void add(int[] choices, boolean isNew) {
            steps++;
            fresh += isNew ? 1 : 0;
            for (int row = 0; row < choices.length; row++) {
                if (choices[row] >= 0) {
                    uses[shape.offset(row) + choices[row]]++;
                }
            }
        }

        void add(Window other) {
            steps += other.steps;
            fresh += other.fresh;
            for (int i = 0; i < uses.length; i++) {
                uses[i] += other.uses[i];
            }
        }

        /** Share of places in which two proposals of the window differ, on average over all pairs. */
        double difference() {
            double pairs = steps * (steps - 1.0);
            double sum = 0;
            for (int row = 0; row < shape.rows(); row++) {
                int unused = steps;
                double same = 0;
                for (int column = 0; column < shape.columns(row); column++) {
                    int count = uses[shape.offset(row) + column];
                    unused -= count;
                    same += count * (count - 1.0);
                }
                sum += 1 - (same + unused * (unused - 1.0)) / pairs;
            }
            return sum / shape.rows();
        }
    }

    void add(ScoredTrial trial) {
        int window = (trial.row().step() - 1) / stepsOfWindow;
        if (window == MOST_WINDOWS) {
            merge();
            window /= 2;
        }
        if (window == windows.size()) {
            windows.add(new Window());
        }
        windows.get(window).add(trial.architecture().choices(), trial.isNew());
    }

    private void merge() {
        List<Window> merged = new ArrayList<>();
        for (int i = 0; i < windows.size(); i += 2) {
            Window window = windows.get(i);
            if (i + 1 < windows.size()) {
                window.add(windows.get(i + 1));
            }
            merged.add(window);
        }
        windows = merged;
        stepsOfWindow *= 2;
    }

    /**
     * A window.
     *
     * @param step its last step
     * @param difference share of places in which two of its proposals differ, in [0, 1]
     * @param fresh share of its proposals that were never scored before, in [0, 1]
     */
    record Point(int step, double difference, double fresh) {}

    int stepsOfWindow() {
        return stepsOfWindow;
    }

    List<Point> points() {
        List<Point> points = new ArrayList<>();
        int step = 0;
        for (Window window : windows) {
            step += window.steps;
            if (window.steps >= LEAST_STEPS) {
                points.add(new Point(step, window.difference(), (double) window.fresh / window.steps));
            }
        }
        return points;
    }
}
