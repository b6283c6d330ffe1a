package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Curve;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How different the proposals of a search are from each other and from all before, as it goes on. */
public final class DiversityBySteps {

    private static final double LEAST_PANEL = 300;
    private static final double HEIGHT = 180;

    private DiversityBySteps() {}

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where all searches are short
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        List<SearchTrace> searches = group.traced().stream()
                .filter(one -> one.best().diversity().points().size() > 2)
                .toList();
        if (searches.isEmpty()) {
            return Optional.empty();
        }
        String alternative = searches.stream()
                .map(one -> (group.isSingle() ? "At the end" : one.name() + ": at the end") + said(one))
                .collect(Collectors.joining(" "));
        return Optional.of(new Figure(
                "How different the proposals are",
                group.ofBestSeeds()
                        + "Left: the share of places in which two proposals of the same time differ. Right: the share of"
                        + " proposals that were never scored before. A search that has settled is low in both.",
                alternative,
                data(searches).file(prefix + "diversity.csv"),
                Optional.empty(),
                Optional.of(width -> draw(group, searches, width))));
    }

    private static String said(SearchTrace search) {
        List<Diversity.Point> points = search.best().diversity().points();
        Diversity.Point last = points.get(points.size() - 1);
        return String.format(
                Locale.ROOT,
                " two proposals differ in %.0f %% of their places, and %.0f %% are new.",
                100 * last.difference(),
                100 * last.fresh());
    }

    private static CsvData data(List<SearchTrace> searches) {
        CsvData csv = new CsvData("search", "last_step", "difference", "new");
        for (SearchTrace search : searches) {
            search.best()
                    .diversity()
                    .points()
                    .forEach(point -> csv.row(search.name(), point.step(), point.difference(), point.fresh()));
        }
        return csv;
    }

    private static Drawing draw(SearchGroup group, List<SearchTrace> searches, double width) {
        Plot different = plot(group, searches, "% of places that differ", Diversity.Point::difference);
        Plot fresh = plot(group, searches, "% of proposals that are new", Diversity.Point::fresh);
        List<DoubleFunction<Drawing>> pictures =
                List.of(each -> different.drawPlain(each, HEIGHT), each -> fresh.drawPlain(each, HEIGHT));
        return Panels.stack(different.drawLegend(width), Panels.arrange(width, LEAST_PANEL, pictures));
    }

    private static Plot plot(
            SearchGroup group, List<SearchTrace> searches, String label, ToDoubleFunction<Diversity.Point> value) {
        List<Layer> layers = new ArrayList<>();
        int last = 2;
        for (SearchTrace search : searches) {
            List<Curve.Point> points = new ArrayList<>();
            for (Diversity.Point point : search.best().diversity().points()) {
                points.add(new Curve.Point(point.step(), 100 * value.applyAsDouble(point)));
                last = Math.max(last, point.step());
            }
            layers.add(new Curve(search.name(), Series.look(group.searches().indexOf(search)), false, points));
        }
        return new Plot(new Axis("step", 0, last), new Axis(label, 0, 100), layers);
    }
}
