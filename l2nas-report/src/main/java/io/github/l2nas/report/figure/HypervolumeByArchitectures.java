package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Curve;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * How much of the plane of accuracy and cost the front of a search covers (Zitzler and Thiele 1998), by the different
 * architectures it had scored.
 */
public final class HypervolumeByArchitectures {

    private static final double LEAST_PANEL = 270;
    private static final double HEIGHT = 180;

    private HypervolumeByArchitectures() {}

    /** What a search covers when it has scored some architectures. */
    private record Covered(int unique, double share) {}

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where no cost is known, or the fronts are single points
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        Map<String, Map<SearchTrace, List<Covered>>> byCost = new LinkedHashMap<>();
        for (SearchTrace search : group.ofOneMetric()) {
            for (String cost : search.best().costs().names()) {
                byCost.computeIfAbsent(cost, name -> covered(group, name));
            }
        }
        byCost.values().removeIf(Map::isEmpty);
        if (byCost.isEmpty()) {
            return Optional.empty();
        }
        CsvData csv = new CsvData("cost", "search", "architectures", "covered");
        List<String> ends = new ArrayList<>();
        byCost.forEach((cost, searches) -> searches.forEach((search, covered) -> {
            covered.forEach(point -> csv.row(cost, search.name(), point.unique(), point.share()));
            ends.add(String.format(
                    Locale.ROOT,
                    "%s covers %.1f %% by %s.",
                    search.name(),
                    100 * covered.get(covered.size() - 1).share(),
                    cost));
        }));
        return Optional.of(new Figure(
                "Hypervolume by architectures scored",
                group.ofBestSeeds()
                        + "The share that a search's front covers of the rectangle from the worst accuracy and the highest"
                        + " cost on any of the fronts to the best and the lowest.",
                String.join(" ", ends),
                csv.file(prefix + "hypervolume.csv"),
                Optional.empty(),
                Optional.of(width -> draw(group, byCost, width))));
    }

    private static Map<SearchTrace, List<Covered>> covered(SearchGroup group, String cost) {
        double leastCost = Double.POSITIVE_INFINITY;
        double mostCost = Double.NEGATIVE_INFINITY;
        double leastAccuracy = Double.POSITIVE_INFINITY;
        double mostAccuracy = Double.NEGATIVE_INFINITY;
        for (SearchTrace search : group.ofOneMetric()) {
            for (ParetoFront.Member<?> member : search.best().costs().front(cost)) {
                leastCost = Math.min(leastCost, member.cost());
                mostCost = Math.max(mostCost, member.cost());
                leastAccuracy = Math.min(leastAccuracy, member.accuracy());
                mostAccuracy = Math.max(mostAccuracy, member.accuracy());
            }
        }
        double whole = (mostCost - leastCost) * (mostAccuracy - leastAccuracy);
        Map<SearchTrace, List<Covered>> searches = new LinkedHashMap<>();
        if (!(whole > 0)) {
            return searches;
        }
        for (SearchTrace search : group.ofOneMetric()) {
            ParetoFront<CostTrace.Entrant> front = new ParetoFront<>();
            List<Covered> covered = new ArrayList<>();
            for (CostTrace.Entrant entrant : search.best().costs().entrants(cost)) {
                front.add(entrant.cost(), entrant.accuracy(), entrant);
                covered.add(new Covered(entrant.unique(), front.hypervolume(mostCost, leastAccuracy) / whole));
            }
            if (!covered.isEmpty()) {
                covered.add(new Covered(
                        search.best().costs().unique(),
                        covered.get(covered.size() - 1).share()));
                searches.put(search, covered);
            }
        }
        return searches;
    }

    private static Drawing draw(SearchGroup group, Map<String, Map<SearchTrace, List<Covered>>> byCost, double width) {
        List<Plot> plots = new ArrayList<>();
        byCost.forEach((cost, searches) -> plots.add(plot(group, cost, searches)));
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        plots.forEach(plot -> pictures.add(each -> plot.drawPlain(each, HEIGHT)));
        return Panels.stack(plots.get(0).drawLegend(width), Panels.arrange(width, LEAST_PANEL, pictures));
    }

    private static Plot plot(SearchGroup group, String cost, Map<SearchTrace, List<Covered>> searches) {
        List<Layer> layers = new ArrayList<>();
        int last = 2;
        for (Map.Entry<SearchTrace, List<Covered>> search : searches.entrySet()) {
            List<Curve.Point> points = new ArrayList<>();
            for (Covered covered : search.getValue()) {
                points.add(new Curve.Point(covered.unique(), 100 * covered.share()));
                last = Math.max(last, covered.unique());
            }
            String look = Series.look(group.searches().indexOf(search.getKey()));
            layers.add(new Curve(search.getKey().name(), look, true, points));
        }
        String name = cost.replaceFirst(" \\(.*\\)$", "");
        return new Plot(new Axis("architectures scored", 0, last), new Axis("% covered by " + name, 0, 100), layers);
    }
}
