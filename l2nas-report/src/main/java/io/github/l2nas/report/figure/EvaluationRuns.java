package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.DotPlot;
import io.github.l2nas.report.result.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Test accuracy of the found architecture, training by training, beside random architectures that were trained alike. */
public final class EvaluationRuns {

    private static final int MOST_ROWS = 30;

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
        List<Double> random = evaluation.random();
        String result = "The found architecture has " + Decimals.percent(evaluation.mean()) + " % on the test images"
                + (found.size() > 1
                        ? ", the mean of " + found.size() + " trainings (deviation "
                                + Decimals.percent(evaluation.deviation()) + ")"
                        : "")
                + (random.isEmpty()
                        ? "."
                        : "; " + random.size() + " random architectures trained alike have "
                                + Decimals.percent(mean(random)) + " % on average.");
        return Optional.of(new Figure(
                "Trained from scratch",
                result + " Dots are trainings, bars their means.",
                result,
                data(evaluation).file(prefix + "evaluation.csv"),
                table(evaluation),
                Optional.of(width -> plot(found, random).draw(width))));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static CsvData data(Evaluation evaluation) {
        CsvData csv = new CsvData("architecture", "seed", "test_accuracy");
        evaluation.runs().forEach(run -> csv.row("found", run.seed(), run.top1()));
        evaluation.random().forEach(accuracy -> csv.row("random", "", accuracy));
        return csv;
    }

    private static Optional<Figure.Table> table(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        evaluation
                .runs()
                .forEach(run -> rows.add(List.of("found", String.valueOf(run.seed()), Decimals.percent(run.top1()))));
        evaluation.random().forEach(accuracy -> rows.add(List.of("random", "", Decimals.percent(accuracy))));
        return rows.size() > MOST_ROWS
                ? Optional.empty()
                : Optional.of(new Figure.Table(List.of("architecture", "seed", "test accuracy %"), rows));
    }

    private static DotPlot plot(List<Double> found, List<Double> random) {
        double low = Stream.concat(found.stream(), random.stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
        double high = Stream.concat(found.stream(), random.stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        List<DotPlot.Group> groups = new ArrayList<>();
        groups.add(new DotPlot.Group(
                found.size() == 1 ? "found architecture" : "found architecture, " + found.size() + " seeds",
                0,
                percent(found)));
        if (!random.isEmpty()) {
            groups.add(new DotPlot.Group(random.size() + " random architectures", 6, percent(random)));
        }
        return new DotPlot(Axis.around("% test accuracy", 100 * low, 100 * high), groups);
    }

    private static List<Double> percent(List<Double> shares) {
        return shares.stream().map(share -> 100 * share).toList();
    }
}
