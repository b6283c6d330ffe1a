package io.github.l2nas.report.figure;

import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.Axis;
import io.github.l2nas.report.drawing.Layer;
import io.github.l2nas.report.drawing.Marks;
import io.github.l2nas.report.drawing.Plot;
import io.github.l2nas.report.drawing.Series;
import io.github.l2nas.report.result.Evaluation;
import io.github.l2nas.report.result.HistoryReader;
import io.github.l2nas.report.result.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What architectures had in a search, for example by a supernet, against what they have when they are trained: of all
 * architectures that were evaluated and that the search has scored. Whether the search's order is that of trained networks is
 * told by Kendall's tau.
 */
public final class ScoreAgreement {

    /** Two points say nothing of an order. */
    private static final int LEAST_POINTS = 3;

    private static final int MOST_ROWS = 30;
    private static final double HEIGHT = 260;

    private ScoreAgreement() {}

    /** An architecture that has both. */
    private record Both(String architecture, double scored, double trained) {}

    /**
     * The figure of a search.
     *
     * @param search the search
     * @param name what people call it
     * @param evaluations all evaluations of the project
     * @param prefix of the data file's name
     * @return nothing where fewer than three architectures have both
     */
    public static Optional<Figure> figure(
            SearchResult search, String name, List<Evaluation> evaluations, String prefix) {
        List<Both> both = both(search, evaluations);
        if (both.size() < LEAST_POINTS) {
            return Optional.empty();
        }
        double tau = tau(both);
        String text =
                both.size() + " architectures that " + name + " scored were also trained. Kendall's tau between the two"
                        + " orders is " + Decimals.rounded(tau, 2).toPlainString()
                        + (tau > 0.5
                                ? ": the search ranks much as training does."
                                : tau > 0
                                        ? ": the search ranks a little as training does."
                                        : ": the search's order tells nothing.");
        CsvData csv = new CsvData("architecture", "scored", "trained");
        both.forEach(one -> csv.row(one.architecture(), one.scored(), one.trained()));
        return Optional.of(new Figure(
                "Scored by " + name + ", and trained",
                text + " With few points it is a rough number.",
                text,
                csv.file(prefix + "score-agreement.csv"),
                table(both),
                Optional.of(width -> plot(search.found().metric(), both).draw(width, HEIGHT))));
    }

    private static List<Both> both(SearchResult search, List<Evaluation> evaluations) {
        Map<String, Double> trained = new LinkedHashMap<>();
        for (Evaluation evaluation : evaluations) {
            if (!evaluation.runs().isEmpty()) {
                trained.putIfAbsent(evaluation.architecture(), evaluation.mean());
            }
            evaluation.top().forEach(other -> trained.putIfAbsent(other.architecture(), other.top1()));
            evaluation.random().forEach(other -> trained.putIfAbsent(other.architecture(), other.top1()));
        }
        trained.remove("");
        if (trained.size() < LEAST_POINTS) {
            return List.of();
        }
        Map<String, Double> scored = new LinkedHashMap<>();
        for (Path history : search.histories()) {
            HistoryReader.read(history, row -> {
                if (row.isScored() && trained.containsKey(row.architecture())) {
                    scored.putIfAbsent(row.architecture(), row.accuracy());
                }
            });
        }
        List<Both> both = new ArrayList<>();
        trained.forEach((architecture, accuracy) -> {
            if (scored.containsKey(architecture)) {
                both.add(new Both(architecture, scored.get(architecture), accuracy));
            }
        });
        return both;
    }

    /** Kendall's tau-b, which takes ties into account (Kendall, The treatment of ties in ranking problems, 1945). */
    private static double tau(List<Both> both) {
        double sum = 0;
        double pairsX = 0;
        double pairsY = 0;
        for (int i = 0; i < both.size(); i++) {
            for (int j = 0; j < i; j++) {
                double x = Math.signum(both.get(i).scored() - both.get(j).scored());
                double y = Math.signum(both.get(i).trained() - both.get(j).trained());
                sum += x * y;
                pairsX += x * x;
                pairsY += y * y;
            }
        }
        return pairsX == 0 || pairsY == 0 ? 0 : sum / Math.sqrt(pairsX * pairsY);
    }

    private static Optional<Figure.Table> table(List<Both> both) {
        return both.size() > MOST_ROWS
                ? Optional.empty()
                : Optional.of(new Figure.Table(
                        List.of("architecture", "scored %", "trained %"),
                        both.stream()
                                .map(one -> List.of(
                                        one.architecture(),
                                        Decimals.percent(one.scored()),
                                        Decimals.percent(one.trained())))
                                .toList()));
    }

    private static Plot plot(String metric, List<Both> both) {
        List<Marks.Mark> marks = both.stream()
                .map(one -> new Marks.Mark(
                        100 * one.scored(),
                        100 * one.trained(),
                        one.architecture() + ": " + Decimals.percent(one.scored()) + " % in the search, "
                                + Decimals.percent(one.trained()) + " % trained"))
                .toList();
        List<Layer> layers = List.of(new Marks("", "spot", Series.look(0), marks));
        return new Plot(
                axis(
                        "% " + metric + " in the search",
                        marks.stream().map(Marks.Mark::x).toList()),
                axis(
                        "% test accuracy when trained",
                        marks.stream().map(Marks.Mark::y).toList()),
                layers);
    }

    private static Axis axis(String label, List<Double> values) {
        return Axis.around(
                label,
                values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
