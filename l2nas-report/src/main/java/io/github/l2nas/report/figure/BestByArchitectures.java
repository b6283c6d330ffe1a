package io.github.l2nas.report.figure;

import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Curve;
import io.github.l2nas.report.drawing.Dots;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Line;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Points;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The best accuracy so far by the different architectures that were scored, over every trial: the median of the seeds and
 * their quartiles. A search that has ended keeps its best.
 */
public final class BestByArchitectures {

    /** The upward axis begins where the searches are after this share of their architectures, or lower. */
    private static final int EARLY = 50;

    /** Three quarters of all trials may lie below the axis: what counts happens above. */
    private static final double SHOWN_FROM = 0.75;

    /** From so many architectures on the axis is logarithmic: most is found early, and would be squeezed at its left end. */
    private static final int LONG = 2000;

    /** With more searches their dots share one colour. */
    private static final int MOST_COLOURED = 3;

    private static final double HEIGHT_OF_WIDTH = 0.38;
    private static final double LEAST_HEIGHT = 230;

    private final SearchGroup group;
    private final List<Path> paths;
    private final int last;

    private record Point(
            int unique, double median, double lower, double upper, double lowest, double highest, Sample all) {}

    /** Medians of one search. */
    private record Path(SearchTrace search, int index, List<Point> points) {

        Point end() {
            return points.get(points.size() - 1);
        }

        int seeds() {
            return search.seeds().size();
        }
    }

    private BestByArchitectures(SearchGroup group, List<Path> paths) {
        this.group = group;
        this.paths = paths;
        last = paths.stream().mapToInt(path -> path.end().unique()).max().orElse(0);
    }

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where no search has scored an architecture
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < group.searches().size(); i++) {
            List<Point> points = points(group.searches().get(i).seeds());
            if (!points.isEmpty()) {
                paths.add(new Path(group.searches().get(i), i, points));
            }
        }
        return paths.isEmpty() ? Optional.empty() : Optional.of(new BestByArchitectures(group, paths).figure(prefix));
    }

    private static List<Point> points(List<SeedCurve> seeds) {
        NavigableSet<Integer> at = new TreeSet<>();
        seeds.forEach(seed -> seed.addImprovements(at));
        seeds.stream().mapToInt(SeedCurve::unique).max().ifPresent(at::add);
        List<Point> points = new ArrayList<>();
        for (int unique : at) {
            List<Double> best = seeds.stream().map(seed -> seed.after(unique)).toList();
            if (best.stream().noneMatch(accuracy -> Double.isNaN(accuracy))) {
                Quantiles quantiles = Quantiles.of(best);
                points.add(new Point(
                        unique,
                        quantiles.median(),
                        quantiles.at(0.25),
                        quantiles.at(0.75),
                        Collections.min(best),
                        Collections.max(best),
                        Sample.of(best)));
            }
        }
        return points;
    }

    private Figure figure(String prefix) {
        boolean several = paths.stream().anyMatch(path -> path.seeds() > 1);
        String note = "Each faint dot is a trial. "
                + (several
                        ? "Lines are the best so far, the median of " + seeds()
                                + " seeds; half of the seeds lie in the shaded band."
                        : "The line is the best so far.")
                + " Architectures are counted once, however often they come again. Trials far below are not drawn."
                + (isLong() ? " The axis to the right is logarithmic." : "");
        return new Figure(
                "Best accuracy by architectures scored",
                note,
                alternative(),
                data().file(prefix + "best-by-architectures.csv"),
                Optional.of(table()),
                Optional.of(width -> plot().draw(width, height(width))),
                gap());
    }

    private String seeds() {
        int least = paths.stream().mapToInt(Path::seeds).min().orElseThrow();
        int most = paths.stream().mapToInt(Path::seeds).max().orElseThrow();
        return least == most ? String.valueOf(most) : least + " to " + most;
    }

    private static double height(double width) {
        return Math.max(LEAST_HEIGHT, width * HEIGHT_OF_WIDTH);
    }

    private boolean isLong() {
        return last >= LONG;
    }

    private CsvData data() {
        CsvData csv = new CsvData(
                "search",
                "seeds",
                "architectures",
                "median",
                "lower_quartile",
                "upper_quartile",
                "lowest",
                "highest",
                "mean",
                "standard_deviation");
        for (Path path : paths) {
            for (Point point : path.points()) {
                csv.row(
                        path.search().name(),
                        path.seeds(),
                        point.unique(),
                        point.median(),
                        point.lower(),
                        point.upper(),
                        point.lowest(),
                        point.highest(),
                        point.all().mean(),
                        point.all().deviation());
            }
        }
        return csv;
    }

    private Figure.Table table() {
        return new Figure.Table(
                List.of("search", "seeds", "architectures", "median %", "quartiles %", "lowest %", "highest %"),
                paths.stream()
                        .map(path -> List.of(
                                path.search().name(),
                                String.valueOf(path.seeds()),
                                String.valueOf(path.end().unique()),
                                Decimals.percent(path.end().median()),
                                path.seeds() < 2
                                        ? ""
                                        : Decimals.percent(path.end().lower()) + " \u2013 "
                                                + Decimals.percent(path.end().upper()),
                                Decimals.percent(path.end().lowest()),
                                Decimals.percent(path.end().highest())))
                        .toList());
    }

    private String alternative() {
        String ends = paths.stream()
                .map(path -> path.search().name() + " reaches "
                        + Decimals.percent(path.end().median()) + " % after "
                        + path.end().unique() + " architectures"
                        + (path.seeds() > 1 ? " (median of " + path.seeds() + " seeds)" : ""))
                .collect(Collectors.joining("; "));
        OptionalDouble optimum = group.optimum();
        return ends
                + (optimum.isPresent()
                        ? "; the best there is has " + Decimals.percent(optimum.getAsDouble()) + " %."
                        : ".");
    }

    private Plot plot() {
        Points all = new Points();
        List<Layer> layers = new ArrayList<>();
        for (Path path : paths) {
            Points trials = new Points();
            for (SeedCurve seed : path.search().seeds()) {
                for (int i = 0; i < seed.trials().size(); i++) {
                    trials.add(seed.trials().x(i), 100 * seed.trials().y(i));
                }
            }
            all.addAll(trials);
            if (paths.size() <= MOST_COLOURED) {
                layers.add(new Dots("", Series.look(path.index()), trials, Dots.FAINT));
            }
        }
        if (layers.isEmpty()) {
            layers.add(new Dots("", Series.GREY, all, Dots.FAINT));
        }
        double low = Quantiles.ofSorted(all.sortedY()).at(SHOWN_FROM);
        double high = Double.NEGATIVE_INFINITY;
        for (Path path : paths) {
            low = Math.min(low, 100 * after(path, Math.max(1, last / EARLY)).median());
            high = Math.max(high, 100 * path.end().highest());
        }
        OptionalDouble optimum = group.optimum();
        if (optimum.isPresent()) {
            high = Math.max(high, 100 * optimum.getAsDouble());
            layers.add(new Line("best in the table", 100 * optimum.getAsDouble()));
        }
        paths.forEach(path -> layers.add(curve(path, accuracy -> 100 * accuracy)));
        return new Plot(architectures(), Axis.around("% " + group.metric(), low, high), layers);
    }

    private Axis architectures() {
        return new Axis("architectures scored", isLong() ? 1 : 0, Math.max(2, last), isLong());
    }

    private static Point after(Path path, int unique) {
        Point found = path.points().get(0);
        for (Point point : path.points()) {
            if (point.unique() <= unique) {
                found = point;
            }
        }
        return found;
    }

    private Curve curve(Path path, ToDoubleFunction<Double> scale) {
        List<Curve.Point> points = new ArrayList<>();
        for (Point point : path.points()) {
            double lower = scale.applyAsDouble(point.lower());
            double upper = scale.applyAsDouble(point.upper());
            points.add(new Curve.Point(
                    point.unique(),
                    scale.applyAsDouble(point.median()),
                    Math.min(lower, upper),
                    Math.max(lower, upper)));
        }
        boolean alike = paths.stream().allMatch(other -> other.seeds() == path.seeds());
        String seeds = alike || path.seeds() == 1 ? "" : ", " + path.seeds() + " seeds";
        return new Curve(path.search().name() + seeds, Series.look(path.index()), true, points);
    }

    /** What is missing to the best, on logarithmic axes: it never looks flat. */
    private Optional<Figure.View> gap() {
        double reference = group.optimum().orElse(group.best());
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Path path : paths) {
            for (Point point : path.points()) {
                double missing = 100 * (reference - point.median());
                least = missing > 1e-9 ? Math.min(least, missing) : least;
                most = Math.max(most, 100 * (reference - point.lower()));
            }
        }
        if (!(most > least) || last < 2) {
            return Optional.empty();
        }
        String best = group.optimum().isPresent() ? "the best in the table" : "the best found";
        Axis x = new Axis("architectures scored", 1, last, true);
        Axis y = new Axis("points below " + best, least / 1.5, most * 1.2, true);
        List<Layer> layers = new ArrayList<>();
        paths.forEach(path -> layers.add(curve(path, accuracy -> Math.max(0, 100 * (reference - accuracy)))));
        return Optional.of(new Figure.View(
                "Distance to " + best + " on logarithmic axes",
                "A line that touches the foot of the figure has reached " + best + ".",
                width -> new Plot(x, y, layers).draw(width, height(width))));
    }
}
