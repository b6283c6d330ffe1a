package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.HeatMap;
import io.github.l2nas.report.result.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The confusion matrix of all trainings together: what share of each class's test images was taken for which class. */
public final class Confusion {

    /** A matrix of more classes is not drawn; its data and its table are there. */
    private static final int MOST_DRAWN = 200;

    /** A matrix of more classes has no numbers in its cells. */
    private static final int MOST_WRITTEN = 12;

    private static final int PAIRS = 10;

    /** A matrix needs no more width than this. */
    private static final double MOST_WIDTH = 620;

    private final List<List<Long>> counts;

    private Confusion(List<List<Long>> counts) {
        this.counts = counts;
    }

    /**
     * The figure.
     *
     * @param evaluation what was evaluated
     * @param prefix of the data file's name
     * @return nothing where no run has a confusion matrix
     */
    public static Optional<Figure> figure(Evaluation evaluation, String prefix) {
        List<List<List<Long>>> matrices = evaluation.runs().stream()
                .map(Evaluation.Run::confusion)
                .filter(matrix -> !matrix.isEmpty())
                .toList();
        if (matrices.isEmpty()
                || matrices.stream().mapToInt(List::size).distinct().count() > 1) {
            return Optional.empty();
        }
        return Optional.of(new Confusion(sum(matrices)).figure(prefix, matrices.size()));
    }

    private static List<List<Long>> sum(List<List<List<Long>>> matrices) {
        int classes = matrices.get(0).size();
        List<List<Long>> sums = new ArrayList<>();
        for (int row = 0; row < classes; row++) {
            List<Long> sum = new ArrayList<>();
            for (int column = 0; column < classes; column++) {
                long count = 0;
                for (List<List<Long>> matrix : matrices) {
                    count += matrix.get(row).get(column);
                }
                sum.add(count);
            }
            sums.add(sum);
        }
        return sums;
    }

    private record Mistake(int truth, int taken, long count, double share) {}

    private Figure figure(String prefix, int runs) {
        List<Mistake> mistakes = mistakes();
        String alternative = mistakes.isEmpty()
                ? "No image was taken for another class."
                : "Most often mistaken: "
                        + mistakes.stream()
                                .limit(3)
                                .map(mistake -> mistake.truth() + " for " + mistake.taken() + " (" + mistake.count()
                                        + (mistake.count() == 1 ? " image)" : " images)"))
                                .collect(Collectors.joining(", "))
                        + ".";
        boolean drawn = counts.size() <= MOST_DRAWN;
        return new Figure(
                "Confusion matrix",
                "Rows are the true classes, columns what the network took the test images for, in percent of the row"
                        + (runs > 1 ? ", " + runs + " trainings together. " : ". ")
                        + alternative,
                alternative,
                data().file(prefix + "confusion.csv"),
                Optional.of(table(mistakes)),
                drawn ? Optional.of(width -> heatMap().draw(Math.min(width, MOST_WIDTH))) : Optional.empty());
    }

    private List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        for (int row = 0; row < counts.size(); row++) {
            long total = total(row);
            for (int column = 0; column < counts.size(); column++) {
                long count = counts.get(row).get(column);
                if (row != column && count > 0) {
                    mistakes.add(new Mistake(row, column, count, (double) count / total));
                }
            }
        }
        mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
        return mistakes;
    }

    private long total(int row) {
        return counts.get(row).stream().mapToLong(Long::longValue).sum();
    }

    private CsvData data() {
        CsvData csv = new CsvData("true_class", "predicted_class", "images");
        for (int row = 0; row < counts.size(); row++) {
            for (int column = 0; column < counts.size(); column++) {
                if (counts.get(row).get(column) > 0) {
                    csv.row(row, column, counts.get(row).get(column));
                }
            }
        }
        return csv;
    }

    private static Figure.Table table(List<Mistake> mistakes) {
        return new Figure.Table(
                List.of("true class", "taken for", "images", "% of the class"),
                mistakes.stream()
                        .limit(PAIRS)
                        .map(mistake -> List.of(
                                String.valueOf(mistake.truth()),
                                String.valueOf(mistake.taken()),
                                String.valueOf(mistake.count()),
                                CsvData.number(Math.round(1000 * mistake.share()) / 10.0)))
                        .toList());
    }

    private HeatMap heatMap() {
        List<String> classes =
                IntStream.range(0, counts.size()).mapToObj(String::valueOf).toList();
        List<List<Double>> shares = new ArrayList<>();
        for (int row = 0; row < counts.size(); row++) {
            double total = Math.max(1, total(row));
            shares.add(counts.get(row).stream().map(count -> count / total).toList());
        }
        return new HeatMap(
                "", classes, classes, shares, counts.size() <= MOST_WRITTEN ? HeatMap.percents(shares) : List.of());
    }
}
