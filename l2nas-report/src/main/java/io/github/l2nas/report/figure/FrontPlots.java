package io.github.l2nas.report.figure;

import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Dots;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Front;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Limit;
import io.github.l2nas.report.drawing.Marks;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Points;
import io.github.l2nas.report.drawing.Series;
import io.github.l2nas.report.result.FrontMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fronts drawn by each pair of their objectives: the accuracy upwards where it is one of the two. */
final class FrontPlots {

    private static final double LEAST_PANEL = 270;
    private static final double HEIGHT = 250;

    /**
     * A front as it is drawn.
     *
     * @param name of the search
     * @param look classes of its colour
     * @param members of the front
     * @param others some of what else was scored
     * @param chosen the answer; none where it is not known
     */
    record Shown(
            String name, String look, List<FrontMember> members, List<FrontMember> others, List<FrontMember> chosen) {

        private Stream<FrontMember> all() {
            return Stream.of(members, others, chosen).flatMap(List::stream);
        }
    }

    /**
     * A limit as it is drawn.
     *
     * @param name for the legend
     * @param metric the objective's name
     * @param value in the metric's unit
     * @param atMost whether it is the largest allowed; else it is the smallest
     */
    record Bound(String name, String metric, double value, boolean atMost) {}

    private final List<Objective> objectives;
    private final List<ObjectiveScale> scales;
    private final List<Shown> fronts;
    private final List<Bound> bounds;

    /**
     * @param objectives of all fronts, at least two
     * @param metric what the accuracy is
     * @param fronts at least one that is not empty
     * @param bounds limits on objectives; others are left out
     */
    FrontPlots(List<Objective> objectives, String metric, List<Shown> fronts, List<Bound> bounds) {
        this.objectives = objectives;
        this.fronts = fronts;
        this.bounds = bounds;
        scales = objectives.stream()
                .map(objective -> ObjectiveScale.of(objective, metric))
                .toList();
    }

    /** By objective how it is shown. */
    List<ObjectiveScale> scales() {
        return scales;
    }

    /** Draws all pairs. */
    Drawing draw(double width) {
        List<Integer> upwardFirst = IntStream.range(0, objectives.size())
                .boxed()
                .sorted(Comparator.comparing(index -> objectives.get(index).isAccuracy() ? 0 : 1))
                .toList();
        List<Plot> plots = new ArrayList<>();
        for (int i = 0; i < upwardFirst.size(); i++) {
            for (int j = i + 1; j < upwardFirst.size(); j++) {
                plots.add(plot(upwardFirst.get(j), upwardFirst.get(i)));
            }
        }
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        plots.forEach(plot -> pictures.add(each -> plot.drawPlain(each, HEIGHT)));
        Plot withMostNames = plots.stream()
                .max(Comparator.comparingInt(plot -> plot.layers().size()))
                .orElseThrow();
        return Panels.stack(withMostNames.drawLegend(width), Panels.arrange(width, LEAST_PANEL, pictures));
    }

    private Plot plot(int x, int y) {
        List<Layer> layers = new ArrayList<>();
        layers.addAll(limits(x, false));
        layers.addAll(limits(y, true));
        Points others = new Points();
        fronts.stream().flatMap(Shown::all).forEach(member -> others.add(shown(x, member), shown(y, member)));
        if (fronts.stream().anyMatch(front -> !front.others().isEmpty())) {
            layers.add(new Dots("scored", Series.GREY, others, Dots.SHARP));
        }
        for (Shown front : fronts) {
            boolean growsRight = objectives.get(x).direction() == Direction.MINIMIZE;
            layers.add(new Front(front.name(), front.look(), steps(front, x, y), growsRight));
            layers.add(new Marks("", "spot", front.look(), marks(front, front.members(), x, y)));
        }
        for (Shown front : fronts) {
            layers.add(new Marks("chosen", "ring", "", marks(front, front.chosen(), x, y)));
        }
        return new Plot(axis(x), axis(y), layers);
    }

    private Axis axis(int objective) {
        DoubleStream losses = fronts.stream()
                .flatMap(Shown::all)
                .mapToDouble(member -> member.losses().get(objective));
        double least = fronts.stream()
                .flatMap(front -> front.chosen().stream())
                .mapToDouble(member -> member.losses().get(objective))
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
        return scales.get(objective).axis(losses.toArray(), least);
    }

    private List<Limit> limits(int objective, boolean upwards) {
        return bounds.stream()
                .filter(bound -> bound.metric().equals(objectives.get(objective).metric()))
                .map(bound -> new Limit(
                        bound.name(), bound.value() * scales.get(objective).factor(), bound.atMost(), upwards))
                .distinct()
                .toList();
    }

    private double shown(int objective, FrontMember member) {
        return scales.get(objective).shown(member.losses().get(objective));
    }

    /** What no other member beats in these two objectives, from the best of the first to its worst. */
    private Points steps(Shown front, int x, int y) {
        List<FrontMember> sorted = new ArrayList<>(front.members());
        sorted.sort(Comparator.<FrontMember>comparingDouble(
                        member -> member.losses().get(x))
                .thenComparing(member -> member.losses().get(y)));
        Points steps = new Points();
        double least = Double.POSITIVE_INFINITY;
        for (FrontMember member : sorted) {
            if (member.losses().get(y) < least) {
                least = member.losses().get(y);
                steps.add(shown(x, member), shown(y, member));
            }
        }
        return steps;
    }

    private List<Marks.Mark> marks(Shown front, List<FrontMember> members, int x, int y) {
        return members.stream()
                .map(member -> new Marks.Mark(shown(x, member), shown(y, member), text(front, member)))
                .toList();
    }

    private String text(Shown front, FrontMember member) {
        List<String> values = IntStream.range(0, scales.size())
                .mapToObj(i -> scales.get(i).text(member.losses().get(i)))
                .toList();
        return front.name() + ", step " + member.step() + ": " + String.join(", ", values)
                + (member.chosen() ? " (chosen)" : "") + "\n" + member.architecture();
    }
}
