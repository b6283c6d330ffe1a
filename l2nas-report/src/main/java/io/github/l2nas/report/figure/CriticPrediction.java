package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Dots;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Line;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Points;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * What the critic expected of each proposal against the reward that it then observed. The critic regresses a high quantile,
 * so that share of the rewards should lie at or below what it said.
 */
public final class CriticPrediction {

    private static final int MOST_ROWS = 4000;
    private static final double HEIGHT_OF_WIDTH = 0.42;
    private static final double LEAST_HEIGHT = 230;
    private static final double LEAST_PANEL = 380;

    /** Share of values at each end that the axes leave out: a critic that has learned nothing yet says anything. */
    private static final double TAIL = 0.005;

    private final SearchGroup group;
    private final List<SearchTrace> searches;

    private CriticPrediction(SearchGroup group, List<SearchTrace> searches) {
        this.group = group;
        this.searches = searches;
    }

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where no strategy expects anything
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        List<SearchTrace> searches = group.traced().stream()
                .filter(one -> one.best().critic().scored().size() > 1)
                .toList();
        return searches.isEmpty()
                ? Optional.empty()
                : Optional.of(new CriticPrediction(group, searches).figure(prefix));
    }

    private Figure figure(String prefix) {
        String covered = searches.stream().map(this::covered).collect(Collectors.joining(" "));
        String units = searches.stream()
                .map(one -> one.best().critic().unit())
                .distinct()
                .collect(Collectors.joining(". "));
        return new Figure(
                "What the critic expected and what came",
                group.ofBestSeeds()
                        + "A dot below the dashed line is a proposal that got less reward than the critic expected. "
                        + covered + " " + units + ".",
                covered,
                data().file(prefix + "critic.csv"),
                Optional.empty(),
                Optional.of(this::draw));
    }

    private String covered(SearchTrace search) {
        CriticTrace critic = search.best().critic();
        Points points = critic.scored();
        int from = points.size() / 2;
        int below = 0;
        for (int i = from; i < points.size(); i++) {
            below += points.y(i) <= points.x(i) ? 1 : 0;
        }
        int infeasible = critic.infeasible().size();
        return (group.isSingle() ? "In" : search.name() + ": in")
                + String.format(
                        Locale.ROOT,
                        " the second half of the search %.1f %% of the rewards lie at or below what the critic expected",
                        100.0 * below / (points.size() - from))
                + (Double.isNaN(critic.quantile())
                        ? "."
                        : String.format(Locale.ROOT, "; it learns the quantile of %.0f %%.", 100 * critic.quantile()))
                + (infeasible == 0
                        ? ""
                        : " " + infeasible + " of " + (infeasible + points.size())
                                + " proposals were outside the constraints and have the reward of accuracy 0: they are in"
                                + " the strip above.");
    }

    /** Evenly spaced rows of a long history. */
    private CsvData data() {
        CsvData csv = new CsvData("search", "step", "predicted_reward", "observed_reward");
        int most = MOST_ROWS / searches.size();
        for (SearchTrace search : searches) {
            Points points = search.best().critic().scored();
            int rows = Math.min(points.size(), most);
            for (int row = 0; row < rows; row++) {
                int i = (int) ((long) row * points.size() / rows);
                csv.row(search.name(), search.best().critic().step(i), points.x(i), points.y(i));
            }
        }
        return csv;
    }

    private Drawing draw(double width) {
        List<Plot> plots = searches.stream().map(this::plot).toList();
        if (plots.size() == 1) {
            return plots.get(0).draw(width, Math.max(LEAST_HEIGHT, width * HEIGHT_OF_WIDTH));
        }
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        for (int i = 0; i < plots.size(); i++) {
            Plot plot = plots.get(i);
            String name = searches.get(i).name();
            pictures.add(each -> Panels.titled(name, plot.drawPlain(each, LEAST_HEIGHT)));
        }
        return Panels.stack(plots.get(0).drawLegend(width), Panels.arrange(width, LEAST_PANEL, pictures));
    }

    private Plot plot(SearchTrace search) {
        Points points = search.best().critic().scored();
        Points infeasible = search.best().critic().infeasible();
        int half = points.size() / 2;
        Points expected = points.part(0, points.size());
        expected.addAll(infeasible);
        return new Plot(
                axis("expected reward", expected.sortedX()),
                axis("observed reward", points.sortedY()),
                List.of(
                        new Dots("first half of the search", Series.GREY, points.part(0, half), Dots.SHARP),
                        new Dots("second half", Series.look(0), points.part(half, points.size()), Dots.SHARP),
                        Line.diagonal("as expected")),
                infeasible.size() == 0
                        ? null
                        : new Dots(
                                infeasible.size() + " outside the constraints", Series.GREY, infeasible, Dots.SHARP));
    }

    private static Axis axis(String label, double[] sorted) {
        int tail = (int) (sorted.length * TAIL);
        return Axis.around(label, sorted[tail], sorted[sorted.length - 1 - tail]);
    }
}
