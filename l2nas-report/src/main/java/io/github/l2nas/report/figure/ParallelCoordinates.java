package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.report.drawing.ParallelAxes;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best architectures as lines over parallel axes (Inselberg 1985): one axis for each choice of a small space, or for how
 * often each operation is used in a large one, and one for the accuracy.
 */
public final class ParallelCoordinates {

    private static final int MOST_AXES = 10;

    /** Lines of all searches together. */
    private static final int MOST_LINES = 60;

    private static final double HEIGHT = 220;

    private final SearchGroup group;
    private final List<SearchTrace> searches;
    private final List<ActionLabels> labels;

    private ParallelCoordinates(SearchGroup group, List<SearchTrace> searches) {
        this.group = group;
        this.searches = searches;
        labels = MatrixLabels.of(group.space());
    }

    /** What an axis says of an architecture. */
    private interface Reading {
        double of(int[] choices);
    }

    private record Coordinate(String name, List<String> ticks, Reading reading) {}

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where no architecture was scored or the space has too many operations
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        List<SearchTrace> searches = group.traced().stream()
                .filter(one -> one.best().elite().size() > 1)
                .toList();
        return searches.isEmpty() ? Optional.empty() : new ParallelCoordinates(group, searches).figure(prefix);
    }

    private Optional<Figure> figure(String prefix) {
        boolean byChoice = group.space().actionShape().rows() <= MOST_AXES;
        List<Coordinate> coordinates = byChoice ? choices() : uses();
        if (coordinates.isEmpty() || coordinates.size() > MOST_AXES) {
            return Optional.empty();
        }
        int each = Math.max(2, MOST_LINES / searches.size());
        String what = byChoice ? "what it has in each place" : "how often it has each operation";
        String note = group.ofBestSeeds() + "Each line is one of the best " + each
                + " architectures" + (searches.size() > 1 ? " of a search" : "") + ": " + what
                + ", and at the right its accuracy. Where lines meet the best architectures agree.";
        return Optional.of(new Figure(
                "The best architectures, choice by choice",
                note,
                note,
                data(coordinates, each).file(prefix + "parallel.csv"),
                Optional.empty(),
                Optional.of(width -> plot(coordinates, each).draw(width, HEIGHT))));
    }

    private List<Coordinate> choices() {
        List<Coordinate> coordinates = new ArrayList<>();
        int place = 0;
        for (ActionLabels matrix : labels) {
            for (int row = 0; row < matrix.rows().size(); row++) {
                int index = place++;
                coordinates.add(
                        new Coordinate(matrix.rows().get(row), matrix.columns().get(row), choices -> choices[index]));
            }
        }
        return coordinates;
    }

    /** Operations by their names, over all places. */
    private List<Coordinate> uses() {
        ActionShape shape = group.space().actionShape();
        Map<String, boolean[]> entries = new LinkedHashMap<>();
        int entry = 0;
        for (ActionLabels matrix : labels) {
            for (List<String> columns : matrix.columns()) {
                for (String column : columns) {
                    entries.computeIfAbsent(column, name -> new boolean[shape.size()])[entry++] = true;
                }
            }
        }
        List<Coordinate> coordinates = new ArrayList<>();
        entries.forEach((name, uses) -> {
            Reading reading = choices -> {
                int count = 0;
                for (int row = 0; row < choices.length; row++) {
                    count += choices[row] >= 0 && uses[shape.offset(row) + choices[row]] ? 1 : 0;
                }
                return count;
            };
            int most = searches.stream()
                    .flatMap(one -> one.best().elite().choices().stream())
                    .mapToInt(choices -> (int) reading.of(choices))
                    .max()
                    .orElse(0);
            List<String> ticks = new ArrayList<>(Collections.nCopies(Math.max(2, most + 1), ""));
            ticks.set(0, "0");
            ticks.set(ticks.size() - 1, String.valueOf(ticks.size() - 1));
            coordinates.add(new Coordinate(name, ticks, reading));
        });
        return coordinates;
    }

    private List<Elite.Member> members(SearchTrace search, int most) {
        return search.best().elite().members().stream().limit(most).toList();
    }

    private CsvData data(List<Coordinate> coordinates, int each) {
        List<String> header = new ArrayList<>(List.of("search"));
        coordinates.forEach(coordinate -> header.add(coordinate.name()));
        header.add("accuracy");
        CsvData csv = new CsvData(header.toArray(String[]::new));
        for (SearchTrace search : searches) {
            for (Elite.Member member : members(search, each)) {
                List<Object> row = new ArrayList<>(List.of(search.name()));
                for (Coordinate coordinate : coordinates) {
                    int value = (int) coordinate.reading().of(member.choices());
                    boolean isNamed = coordinate.ticks().stream().noneMatch(String::isEmpty);
                    row.add(value < 0 ? "" : isNamed ? coordinate.ticks().get(value) : String.valueOf(value));
                }
                row.add(member.accuracy());
                csv.row(row.toArray());
            }
        }
        return csv;
    }

    private ParallelAxes plot(List<Coordinate> coordinates, int each) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (SearchTrace search : searches) {
            for (Elite.Member member : members(search, each)) {
                low = Math.min(low, member.accuracy());
                high = Math.max(high, member.accuracy());
            }
        }
        List<ParallelAxes.Polyline> lines = new ArrayList<>();
        for (SearchTrace search : searches) {
            List<Elite.Member> members = members(search, each);
            for (int i = members.size() - 1; i >= 0; i--) {
                Elite.Member member = members.get(i);
                // Lines through the same places lie beside each other.
                double aside = 0.05 * ((i + 0.5) / members.size() - 0.5);
                List<Double> shares = new ArrayList<>();
                for (Coordinate coordinate : coordinates) {
                    double value = coordinate.reading().of(member.choices());
                    shares.add(
                            value < 0 ? Double.NaN : value / (coordinate.ticks().size() - 1) + aside);
                }
                shares.add(high > low ? (member.accuracy() - low) / (high - low) : 0.5);
                lines.add(new ParallelAxes.Polyline(
                        Series.look(group.searches().indexOf(search)) + (i == 0 ? " first" : ""), shares));
            }
        }
        List<ParallelAxes.Scale> axes = new ArrayList<>();
        coordinates.forEach(coordinate -> axes.add(new ParallelAxes.Scale(coordinate.name(), coordinate.ticks())));
        axes.add(new ParallelAxes.Scale("accuracy", List.of(Decimals.percent(low), Decimals.percent(high))));
        return new ParallelAxes(axes, lines);
    }
}
