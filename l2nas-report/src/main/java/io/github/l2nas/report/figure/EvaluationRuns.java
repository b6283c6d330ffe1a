package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.DotPlot;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.spaces.nasbench201.NasBench201Architecture;
import io.github.l2nas.spaces.nasbench201.Operation;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Test accuracy of the found architecture, training by training, beside random architectures that were trained alike. */
public final class EvaluationRuns {

    private static final int MOST_ROWS = 30;
    private static final SearchSpace CELLS = SearchSpaces.named("nas-bench-201");

    private EvaluationRuns() {}

    /**
     * The figure.
     *
     * @param evaluation what was evaluated
     * @param prefix of the data file's name
     * @return nothing without runs
     */
    public static Optional<Figure> figure(Evaluation evaluation, String prefix) {
        if (evaluation.runs().isEmpty()) {
            return Optional.empty();
        }
        List<Double> found =
                evaluation.runs().stream().map(Evaluation.Run::top1).toList();
        List<Evaluation.Other> others = evaluation.random();
        List<Double> top = evaluation.top().stream().map(Evaluation.Other::top1).toList();
        List<Double> random = others.stream().map(Evaluation.Other::top1).toList();
        String result = "The found architecture has " + Decimals.percent(evaluation.mean()) + " % on the test images"
                + (found.size() > 1
                        ? ", the mean of " + found.size() + " trainings (deviation "
                                + Decimals.percent(evaluation.deviation()) + ")"
                        : "")
                + "."
                + againstTop(evaluation.mean(), top)
                + againstRandom(evaluation.mean(), others);
        return Optional.of(new Figure(
                "Trained from scratch",
                result + " Dots are trainings, bars their means.",
                result,
                data(evaluation).file(prefix + "evaluation.csv"),
                table(evaluation),
                Optional.of(width -> plot(found, top, random).draw(width))));
    }

    private static String againstTop(double found, List<Double> top) {
        long better = top.stream().filter(other -> other > found).count();
        return top.isEmpty()
                ? ""
                : " " + better + " of the " + top.size() + " next best of the search, trained alike, "
                        + (better == 1 ? "was" : "were") + " better.";
    }

    /** How many were better: a mean would be flattered by networks that can't learn. */
    private static String againstRandom(double found, List<Evaluation.Other> random) {
        if (random.isEmpty()) {
            return "";
        }
        long better = random.stream().filter(other -> other.top1() > found).count();
        double best = random.stream().mapToDouble(Evaluation.Other::top1).max().orElseThrow();
        long disconnected = random.stream()
                .filter(other -> isDisconnected(other.architecture()))
                .count();
        return " " + better + " of " + random.size() + " random architectures trained alike "
                + (better == 1 ? "was" : "were") + " better; the best of them has " + Decimals.percent(best) + " %."
                + (disconnected == 0
                        ? ""
                        : " " + disconnected + (disconnected == 1 ? " is" : " are")
                                + " disconnected: no path leads from the input to the output.");
    }

    /** Whether a cell of NAS-Bench-201 has no path from its input to its last node; false in all other spaces. */
    private static boolean isDisconnected(String notation) {
        if (!notation.startsWith("|")) {
            return false;
        }
        try {
            List<Operation> edges = ((NasBench201Architecture) CELLS.parse(notation)).edges();
            boolean[] reached = {true, false, false, false};
            int edge = 0;
            for (int node = 1; node < reached.length; node++) {
                for (int source = 0; source < node; source++) {
                    reached[node] |= reached[source] && edges.get(edge) != Operation.NONE;
                    edge++;
                }
            }
            return !reached[3];
        } catch (NotationException e) {
            return false;
        }
    }

    private static CsvData data(Evaluation evaluation) {
        CsvData csv = new CsvData("architecture", "seed", "test_accuracy");
        evaluation.runs().forEach(run -> csv.row("found", run.seed(), run.top1()));
        evaluation.top().forEach(other -> csv.row("next best", "", other.top1()));
        evaluation.random().forEach(other -> csv.row("random", "", other.top1()));
        return csv;
    }

    private static Optional<Figure.Table> table(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        evaluation
                .runs()
                .forEach(run -> rows.add(List.of("found", String.valueOf(run.seed()), Decimals.percent(run.top1()))));
        evaluation.top().forEach(other -> rows.add(List.of("next best", "", Decimals.percent(other.top1()))));
        evaluation.random().forEach(other -> rows.add(List.of("random", "", Decimals.percent(other.top1()))));
        return rows.size() > MOST_ROWS
                ? Optional.empty()
                : Optional.of(new Figure.Table(List.of("architecture", "seed", "test accuracy %"), rows));
    }

    private static DotPlot plot(List<Double> found, List<Double> top, List<Double> random) {
        DoubleSummaryStatistics all = Stream.of(found, top, random)
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        List<DotPlot.Group> groups = new ArrayList<>();
        groups.add(new DotPlot.Group(
                found.size() == 1 ? "found architecture" : "found architecture, " + found.size() + " seeds",
                0,
                percent(found)));
        if (!top.isEmpty()) {
            groups.add(new DotPlot.Group(top.size() + " next best of the search", 2, percent(top)));
        }
        if (!random.isEmpty()) {
            groups.add(new DotPlot.Group(random.size() + " random architectures", 6, percent(random)));
        }
        return new DotPlot(Axis.around("% test accuracy", 100 * all.getMin(), 100 * all.getMax()), groups);
    }

    private static List<Double> percent(List<Double> shares) {
        return shares.stream().map(share -> 100 * share).toList();
    }
}
