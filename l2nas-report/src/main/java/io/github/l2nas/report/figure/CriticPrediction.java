package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.ScatterChart;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.TrialRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the critic expected of each proposal against the reward that it then observed. The critic regresses a high quantile,
 * so that share of the rewards should lie at or below what it said.
 */
public final class CriticPrediction {

    private static final int MOST_ROWS = 4000;
    private static final double HEIGHT_OF_WIDTH = 0.42;
    private static final double LEAST_HEIGHT = 230;

    /** Share of values at each end that the axes leave out: a critic that has learned nothing yet says anything. */
    private static final double TAIL = 0.005;

    private final FoundArchitecture found;
    private double[] predicted = new double[1024];
    private double[] observed = new double[1024];
    private int[] steps = new int[1024];
    private int count;
    private int infeasible;

    /**
     * @param found tells the quantile
     */
    public CriticPrediction(FoundArchitecture found) {
        this.found = found;
    }

    /**
     * Considers a trial.
     *
     * @param trial the next one
     */
    public void add(TrialRow trial) {
        if (Double.isNaN(trial.predictedReward()) || Double.isNaN(trial.reward())) {
            return;
        }
        if (count == predicted.length) {
            predicted = Arrays.copyOf(predicted, 2 * count);
            observed = Arrays.copyOf(observed, 2 * count);
            steps = Arrays.copyOf(steps, 2 * count);
        }
        predicted[count] = trial.predictedReward();
        observed[count] = trial.reward();
        steps[count++] = trial.step();
        if (Double.isNaN(trial.accuracy())) {
            infeasible++;
        }
    }

    /**
     * The figure.
     *
     * @param prefix of the data file's name
     * @return nothing where the strategy expects nothing
     */
    public Optional<Figure> figure(String prefix) {
        if (count < 2) {
            return Optional.empty();
        }
        double quantile = found.setting("checkQuantile", Double.NaN);
        String covered = String.format(
                Locale.ROOT,
                "%.1f %% of the rewards in the second half of the search lie at or below what the critic expected",
                100 * covered(count / 2, count));
        String note = covered
                + (Double.isNaN(quantile)
                        ? "."
                        : String.format(Locale.ROOT, "; it learns the quantile of %.0f %%.", 100 * quantile))
                + (infeasible == 0
                        ? ""
                        : " " + infeasible + " of " + count
                                + " proposals were outside the constraints: they have the reward of accuracy 0.");
        return Optional.of(new Figure(
                "What the critic expected and what came",
                note,
                covered + ".",
                data().file(prefix + "critic.csv"),
                Optional.empty(),
                Optional.of(this::draw)));
    }

    private double covered(int from, int to) {
        int below = 0;
        for (int i = from; i < to; i++) {
            below += observed[i] <= predicted[i] ? 1 : 0;
        }
        return (double) below / (to - from);
    }

    /** Evenly spaced rows of a long history. */
    private CsvData data() {
        CsvData csv = new CsvData("step", "predicted_reward", "observed_reward");
        int rows = Math.min(count, MOST_ROWS);
        for (int row = 0; row < rows; row++) {
            int i = (int) ((long) row * count / rows);
            csv.row(steps[i], predicted[i], observed[i]);
        }
        return csv;
    }

    private Drawing draw(double width) {
        ScatterChart chart = chart();
        return Panels.stack(
                chart.drawLegend(width), chart.draw(width, Math.max(LEAST_HEIGHT, width * HEIGHT_OF_WIDTH)));
    }

    private ScatterChart chart() {
        Axis x = axis("expected reward", predicted);
        Axis y = axis("observed reward", observed);
        int half = count / 2;
        return new ScatterChart(
                x,
                y,
                List.of(
                        new ScatterChart.Cloud("first half of the search", 6, points(0, half)),
                        new ScatterChart.Cloud("second half", 0, points(half, count))),
                List.of(),
                "",
                true,
                null,
                "");
    }

    private Axis axis(String label, double[] values) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        int tail = (int) (count * TAIL);
        return Axis.around(label, sorted[tail], sorted[count - 1 - tail]);
    }

    private List<ScatterChart.Point> points(int from, int to) {
        List<ScatterChart.Point> points = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            points.add(new ScatterChart.Point(predicted[i], observed[i]));
        }
        return points;
    }
}
