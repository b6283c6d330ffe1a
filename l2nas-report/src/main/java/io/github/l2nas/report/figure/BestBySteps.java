package io.github.l2nas.report.figure;

import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.LineChart;
import io.github.l2nas.report.result.TrialRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The best accuracy so far after each step, for several searches: mean over the seeds and their range. Only the steps at
 * which something improves are kept, which loses nothing however long a history is. A search that has ended keeps its best.
 */
public final class BestBySteps {

    /** The upward axis begins where the searches are after this share of their steps. */
    private static final int EARLY = 50;

    private static final double HEIGHT_OF_WIDTH = 0.38;
    private static final double LEAST_HEIGHT = 210;

    /** Improvements of one seed's search. */
    public static final class Seed {

        private final List<Integer> steps = new ArrayList<>();
        private final List<Double> best = new ArrayList<>();
        private int last;

        /**
         * Considers a trial.
         *
         * @param trial the next one
         */
        public void add(TrialRow trial) {
            last = trial.step();
            double accuracy = trial.bestAccuracy();
            if (!Double.isNaN(accuracy) && (best.isEmpty() || accuracy > best.get(best.size() - 1))) {
                steps.add(last);
                best.add(accuracy);
            }
        }

        /** Best accuracy after some steps, NaN where nothing had come by then. */
        private double after(int step) {
            int low = 0;
            int high = steps.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (steps.get(middle) <= step) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low == 0 ? Double.NaN : best.get(low - 1);
        }
    }

    /**
     * The searches of one strategy.
     *
     * @param name for the legend
     * @param seeds at least one
     */
    public record Series(String name, List<Seed> seeds) {

        private int last() {
            return seeds.stream().mapToInt(seed -> seed.last).max().orElse(0);
        }

        private List<Point> points() {
            SortedSet<Integer> steps = new TreeSet<>();
            seeds.forEach(seed -> steps.addAll(seed.steps));
            steps.add(last());
            return steps.stream()
                    .map(this::at)
                    .filter(point -> !Double.isNaN(point.mean()))
                    .toList();
        }

        /** NaN while a seed has nothing yet. */
        private Point at(int step) {
            List<Double> best = seeds.stream().map(seed -> seed.after(step)).toList();
            double lowest = Collections.min(best);
            double highest = Collections.max(best);
            Sample sample = Sample.of(best);
            double mean = Math.min(highest, Math.max(lowest, sample.mean())); // rounding must not leave the band
            return new Point(step, mean, lowest, highest, sample.deviation());
        }
    }

    private record Point(int step, double mean, double lowest, double highest, double deviation) {}

    private BestBySteps() {}

    /**
     * The figure.
     *
     * @param metric what was maximised
     * @param all searches for the same metric
     * @param optimum the best there is, where a table tells
     * @param prefix of the data file's name
     * @return nothing where no search has scored an architecture
     */
    public static Optional<Figure> figure(String metric, List<Series> all, OptionalDouble optimum, String prefix) {
        List<Series> series =
                all.stream().filter(one -> !one.points().isEmpty()).toList();
        if (series.isEmpty()) {
            return Optional.empty();
        }
        boolean several = series.stream().anyMatch(one -> one.seeds().size() > 1);
        String note = "Best accuracy so far by step"
                + (several ? ": the mean over the seeds, shaded from the lowest to the highest" : "") + "."
                + " The axis begins where the searches are after 2 % of their steps.";
        return Optional.of(new Figure(
                "Best accuracy by step",
                note,
                alternative(series, optimum),
                data(series).file(prefix + "best-by-step.csv"),
                Optional.of(table(series)),
                Optional.of(width ->
                        chart(metric, series, optimum).draw(width, Math.max(LEAST_HEIGHT, width * HEIGHT_OF_WIDTH)))));
    }

    private static CsvData data(List<Series> series) {
        CsvData csv = new CsvData("search", "seeds", "step", "mean", "lowest", "highest", "standard_deviation");
        for (Series one : series) {
            for (Point point : one.points()) {
                csv.row(
                        one.name(),
                        one.seeds().size(),
                        point.step(),
                        point.mean(),
                        point.lowest(),
                        point.highest(),
                        point.deviation());
            }
        }
        return csv;
    }

    private static Point end(Series series) {
        List<Point> points = series.points();
        return points.get(points.size() - 1);
    }

    private static Figure.Table table(List<Series> series) {
        return new Figure.Table(
                List.of("search", "seeds", "steps", "mean best %", "deviation", "lowest", "highest"),
                series.stream()
                        .map(one -> {
                            Point end = end(one);
                            return List.of(
                                    one.name(),
                                    String.valueOf(one.seeds().size()),
                                    String.valueOf(one.last()),
                                    Decimals.percent(end.mean()),
                                    one.seeds().size() < 2 ? "" : Decimals.percent(end.deviation()),
                                    Decimals.percent(end.lowest()),
                                    Decimals.percent(end.highest()));
                        })
                        .toList());
    }

    private static String alternative(List<Series> series, OptionalDouble optimum) {
        String ends = series.stream()
                .map(one -> one.name() + " reaches " + Decimals.percent(end(one).mean()) + " % after " + one.last()
                        + " steps"
                        + (one.seeds().size() > 1 ? " (mean of " + one.seeds().size() + " seeds)" : ""))
                .collect(Collectors.joining("; "));
        return ends
                + (optimum.isPresent()
                        ? "; the best there is has " + Decimals.percent(optimum.getAsDouble()) + " %."
                        : ".");
    }

    private static LineChart chart(String metric, List<Series> series, OptionalDouble optimum) {
        int last = series.stream().mapToInt(Series::last).max().orElseThrow();
        double low = Double.POSITIVE_INFINITY;
        double high = optimum.orElse(Double.NEGATIVE_INFINITY);
        List<LineChart.Line> lines = new ArrayList<>();
        for (Series one : series) {
            List<Point> points = one.points();
            int early = Math.max(points.get(0).step(), last / EARLY);
            low = Math.min(low, one.at(Math.min(one.last(), early)).mean());
            high = Math.max(high, end(one).highest());
            List<LineChart.Point> drawn = new ArrayList<>(points.stream()
                    .map(point -> new LineChart.Point(
                            point.step(), 100 * point.mean(), 100 * point.lowest(), 100 * point.highest()))
                    .toList());
            lines.add(new LineChart.Line(
                    one.seeds().size() == 1
                            ? one.name()
                            : one.name() + ", " + one.seeds().size() + " seeds",
                    lines.size(),
                    true,
                    drawn));
        }
        Axis y = Axis.around("% " + metric, 100 * low, 100 * high);
        List<LineChart.Guide> guides = optimum.isPresent()
                ? List.of(new LineChart.Guide("best in the table", 100 * optimum.getAsDouble()))
                : List.of();
        return new LineChart(new Axis("step", 0, Math.max(2, last)), y, lines, guides);
    }
}
