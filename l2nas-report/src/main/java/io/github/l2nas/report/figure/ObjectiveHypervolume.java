package io.github.l2nas.report.figure;

import io.github.l2nas.api.objective.Hypervolume;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Curve;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The hypervolume of searches with objectives by the different architectures they had scored: up to what bounds all of them, by objective
 * the worst of their references or of what they scored; as a share of the box from there to the best on any front.
 */
public final class ObjectiveHypervolume {

    private static final double HEIGHT = 220;
    private static final int MOST_POINTS = 400;

    /** Of its architectures a search has scored one in so many when the picture begins. */
    private static final int BEGIN = 20;

    private final SearchGroup group;
    private final Map<SearchTrace, List<Curve.Point>> curves = new LinkedHashMap<>();

    private ObjectiveHypervolume(SearchGroup group, List<SearchTrace> searches, double[] bounds, double whole) {
        this.group = group;
        searches.forEach(search -> curves.put(search, curve(trace(search), bounds, whole)));
    }

    private static FrontTrace trace(SearchTrace search) {
        return search.best().front();
    }

    /**
     * The figures.
     *
     * @param group searches that can be compared
     * @param prefix of the data files' names
     * @return one for each set of objectives that searches weigh; none where all fronts are the same single point
     */
    public static List<Figure> figures(SearchGroup group, String prefix) {
        List<Figure> figures = new ArrayList<>();
        for (List<SearchTrace> searches : group.weighing()) {
            double[] bounds = Hypervolume.worst(
                    searches.stream().map(search -> trace(search).bounds()).toList());
            double whole = box(searches, bounds);
            if (whole > 0) {
                String number = figures.isEmpty() ? "" : (figures.size() + 1) + "-";
                figures.add(new ObjectiveHypervolume(group, searches, bounds, whole).figure(prefix + number));
            }
        }
        return figures;
    }

    /** From the bounds to the best of each objective. */
    private static double box(List<SearchTrace> searches, double[] bounds) {
        double volume = 1;
        for (int i = 0; i < bounds.length; i++) {
            int axis = i;
            double best = searches.stream()
                    .flatMap(search -> trace(search).front().stream())
                    .mapToDouble(member -> member.losses().get(axis))
                    .min()
                    .orElseThrow();
            volume *= Math.max(0, bounds[axis] - best);
        }
        return volume;
    }

    private static List<Curve.Point> curve(FrontTrace trace, double[] bounds, double whole) {
        ExactFront front = new ExactFront();
        List<Curve.Point> points = new ArrayList<>();
        List<FrontTrace.Entrant> entrants = trace.entrants();
        int stride = 1 + entrants.size() / MOST_POINTS;
        for (int i = 0; i < entrants.size(); i++) {
            front.add(entrants.get(i).member());
            if (i % stride == 0 || i == entrants.size() - 1) {
                points.add(new Curve.Point(entrants.get(i).unique(), 100 * front.hypervolume(bounds) / whole));
            }
        }
        points.add(new Curve.Point(trace.unique(), last(points).y()));
        return points;
    }

    private static Curve.Point last(List<Curve.Point> points) {
        return points.get(points.size() - 1);
    }

    private Figure figure(String prefix) {
        CsvData csv = new CsvData("search", "architectures", "covered");
        List<String> ends = new ArrayList<>();
        curves.forEach((search, points) -> {
            points.forEach(point -> csv.row(search.name(), (int) point.x(), point.y() / 100));
            ends.add(String.format(
                    Locale.ROOT,
                    "%s covers %.2f %%.",
                    search.name(),
                    last(points).y()));
        });
        return new Figure(
                "Hypervolume by architectures scored",
                group.ofBestSeeds()
                        + "The share that a search's front covers of the box from the reference to the best of each objective."
                        + " The reference is by objective the worst of what the searches declare or, without a declared one,"
                        + " of what they have scored. The first architectures, which cover little, are not drawn.",
                String.join(" ", ends),
                csv.file(prefix + "objectives-hypervolume.csv"),
                Optional.empty(),
                Optional.of(this::draw));
    }

    private Drawing draw(double width) {
        double low = 100;
        double high = 0;
        double most = 2;
        List<Layer> layers = new ArrayList<>();
        for (Map.Entry<SearchTrace, List<Curve.Point>> one : curves.entrySet()) {
            List<Curve.Point> points = one.getValue();
            double begin = last(points).x() / BEGIN;
            low = Math.min(
                    low,
                    points.stream()
                            .filter(point -> point.x() >= begin)
                            .mapToDouble(Curve.Point::y)
                            .min()
                            .orElseThrow());
            high = Math.max(high, last(points).y());
            most = Math.max(most, last(points).x());
            String look = Series.look(group.searches().indexOf(one.getKey()));
            layers.add(new Curve(one.getKey().name(), look, true, points));
        }
        return new Plot(new Axis("architectures scored", 0, most), Axis.around("% covered", low, high), layers)
                .draw(width, HEIGHT);
    }
}
