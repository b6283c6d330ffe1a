package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.ScatterChart;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.TrialRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Accuracy against what an architecture costs, and which ones no other beats in both. Of a long history the best
 * architectures are shown, and an even sample of the others.
 */
public final class CostTradeOff {

    private static final int MOST_BEST = 1000;
    private static final int MOST_OTHERS = 1000;
    private static final double LEAST_PANEL = 270;
    private static final double HEIGHT = 230;
    private static final double MILLION = 1e6;

    /** Accuracies so many interquartile ranges below the first quartile are not drawn: networks that learned nothing. */
    private static final double FAR = 3;

    private final FoundArchitecture found;
    private final Map<String, ToDoubleFunction<Architecture>> latencies;
    private final Elite best;
    private final EvenSample others;

    /**
     * @param found tells the space and what was found
     * @param latencies what tells the latency of an architecture, by the name of the latency
     */
    public CostTradeOff(FoundArchitecture found, Map<String, ToDoubleFunction<Architecture>> latencies) {
        this.found = found;
        this.latencies = latencies;
        best = new Elite(found.space().actionShape(), MOST_BEST);
        others = new EvenSample(MOST_OTHERS);
    }

    /**
     * Considers a trial.
     *
     * @param trial the next one
     */
    public void add(TrialRow trial) {
        if (!Double.isNaN(trial.accuracy())) {
            if (best.admits(trial.accuracy())) {
                best.add(trial.architecture(found.space()), trial.accuracy());
            }
            others.add(trial);
        }
    }

    /** An architecture and how it did. */
    private record Scored(Architecture architecture, double accuracy) {}

    /** An architecture, how it did and what it costs by the names of the costs. */
    private record Point(Architecture architecture, double accuracy, Map<String, Double> costs) {}

    /**
     * The figure.
     *
     * @param prefix of the data file's name
     * @return nothing where no architecture was scored, or nothing is known of what they cost
     */
    public Optional<Figure> figure(String prefix) {
        List<Point> points = points();
        List<String> costs =
                points.isEmpty() ? List.of() : List.copyOf(points.get(0).costs().keySet());
        Map<String, List<Point>> fronts = new LinkedHashMap<>();
        costs.forEach(cost -> fronts.put(cost, front(points, cost)));
        if (fronts.values().stream().allMatch(List::isEmpty)) {
            return Optional.empty();
        }
        String shown = others.complete()
                ? "All " + points.size() + " architectures that were scored."
                : "The best architectures and an even sample of the others, " + points.size() + " in all.";
        return Optional.of(new Figure(
                "Accuracy and cost",
                shown
                        + " No architecture among them is both cheaper and better than one on the front. Accuracies far below"
                        + " the others are not drawn.",
                alternative(costs, fronts),
                data(points, costs, fronts).file(prefix + "cost.csv"),
                Optional.empty(),
                Optional.of(width -> draw(points, fronts, width))));
    }

    private List<Point> points() {
        Map<String, Scored> distinct = new LinkedHashMap<>();
        for (Elite.Member member : best.members()) {
            distinct.put(
                    member.identity(), new Scored(found.space().architecture(member.choices()), member.accuracy()));
        }
        for (TrialRow trial : others.rows()) {
            Architecture architecture = trial.architecture(found.space());
            distinct.putIfAbsent(architecture.identity(), new Scored(architecture, trial.accuracy()));
        }
        Optional<CostModel> counted = found.costs();
        List<Point> points = new ArrayList<>();
        for (Scored scored : distinct.values()) {
            Map<String, Double> costs = new LinkedHashMap<>();
            if (counted.isPresent()) {
                Cost cost = counted.get().cost(scored.architecture());
                costs.put("parameters (M)", cost.params() / MILLION);
                costs.put("MACs (M)", cost.macs() / MILLION);
            }
            latencies.forEach((name, latency) -> costs.put(name, latency.applyAsDouble(scored.architecture())));
            points.add(new Point(scored.architecture(), scored.accuracy(), costs));
        }
        return points;
    }

    /** Those that no other beats in cost and accuracy, cheapest first. */
    private static List<Point> front(List<Point> points, String cost) {
        List<Point> sorted = points.stream()
                .filter(point -> !Double.isNaN(point.costs().get(cost)))
                .sorted(Comparator.<Point>comparingDouble(point -> point.costs().get(cost))
                        .thenComparing(
                                Comparator.comparingDouble(Point::accuracy).reversed()))
                .toList();
        List<Point> front = new ArrayList<>();
        double highest = Double.NEGATIVE_INFINITY;
        for (Point point : sorted) {
            if (point.accuracy() > highest) {
                highest = point.accuracy();
                front.add(point);
            }
        }
        return front;
    }

    private static CsvData data(List<Point> points, List<String> costs, Map<String, List<Point>> fronts) {
        List<String> header = new ArrayList<>(List.of("architecture", "accuracy"));
        header.addAll(costs);
        costs.forEach(cost -> header.add("on the front of " + cost));
        CsvData csv = new CsvData(header.toArray(String[]::new));
        for (Point point : points) {
            List<Object> row = new ArrayList<>(List.of(point.architecture().notation(), point.accuracy()));
            costs.forEach(cost -> row.add(point.costs().get(cost)));
            costs.forEach(cost -> row.add(fronts.get(cost).contains(point) ? "yes" : "no"));
            csv.row(row.toArray());
        }
        return csv;
    }

    private static String alternative(List<String> costs, Map<String, List<Point>> fronts) {
        return costs.stream()
                .filter(cost -> !fronts.get(cost).isEmpty())
                .map(cost -> {
                    List<Point> front = fronts.get(cost);
                    Point cheapest = front.get(0);
                    Point dearest = front.get(front.size() - 1);
                    return "By " + cost + " the front goes from " + text(cheapest, cost) + " to " + text(dearest, cost);
                })
                .collect(Collectors.joining(". ", "", "."));
    }

    private static String text(Point point, String cost) {
        return Decimals.percent(point.accuracy()) + " % at "
                + Decimals.rounded(point.costs().get(cost), 4).toPlainString();
    }

    private Drawing draw(List<Point> points, Map<String, List<Point>> fronts, double width) {
        double[] accuracies =
                points.stream().mapToDouble(Point::accuracy).sorted().toArray();
        Axis y = Axis.around("% " + found.metric(), 100 * lowest(accuracies), 100 * accuracies[accuracies.length - 1]);
        List<ScatterChart> charts = new ArrayList<>();
        fronts.forEach((cost, front) -> {
            if (!front.isEmpty()) {
                charts.add(chart(points, front, cost, y));
            }
        });
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        charts.forEach(chart -> pictures.add(each -> chart.draw(each, HEIGHT)));
        return Panels.stack(charts.get(0).drawLegend(width), Panels.arrange(width, LEAST_PANEL, pictures));
    }

    private static double lowest(double[] sorted) {
        double first = sorted[sorted.length / 4];
        double third = sorted[3 * sorted.length / 4];
        return Math.max(sorted[0], first - FAR * (third - first));
    }

    private ScatterChart chart(List<Point> points, List<Point> front, String cost, Axis y) {
        List<ScatterChart.Point> cloud = points.stream()
                .filter(point -> !Double.isNaN(point.costs().get(cost)))
                .map(point -> at(point, cost))
                .toList();
        double low = cloud.stream().mapToDouble(ScatterChart.Point::x).min().orElseThrow();
        double high = cloud.stream().mapToDouble(ScatterChart.Point::x).max().orElseThrow();
        ScatterChart.Point highlight = points.stream()
                .filter(point -> point.architecture()
                        .identity()
                        .equals(found.architecture().identity()))
                .filter(point -> !Double.isNaN(point.costs().get(cost)))
                .findFirst()
                .map(point -> at(point, cost))
                .orElse(null);
        return new ScatterChart(
                Axis.around(cost, low, high),
                y,
                List.of(new ScatterChart.Cloud("scored", 6, cloud)),
                front.stream().map(point -> at(point, cost)).toList(),
                "front",
                false,
                highlight,
                "found");
    }

    private static ScatterChart.Point at(Point point, String cost) {
        return new ScatterChart.Point(point.costs().get(cost), 100 * point.accuracy());
    }
}
