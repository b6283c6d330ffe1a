package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.report.drawing.CellGrid;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every architecture of a small space as a cell, its shade its rank in the table, and the ways of the searches over it. The first
 * half of the choices tells the row, the second one the column; both are sorted by mean accuracy, so that neighbours are alike.
 */
public final class SpaceMap {

    private static final int MOST_ARCHITECTURES = 20_000;
    private static final int MOST_SEARCHES = 5;

    private final SearchGroup group;
    private final BenchmarkTable.Metric metric;
    private final List<int[]> actions;
    private final double[] accuracies;
    private final int columns;

    /** Places of rows and columns once they are sorted, by their places in the order of the actions. */
    private final int[] rowOf;

    private final int[] columnOf;

    private SpaceMap(SearchGroup group, BenchmarkTable table) {
        this.group = group;
        metric = table.metric(group.metric());
        ActionShape shape = group.space().actionShape();
        actions = shape.everyAction();
        accuracies = actions.stream()
                .mapToDouble(choices -> metric.accuracy(group.space().architecture(choices)))
                .toArray();
        int count = 1;
        for (int row = shape.rows() - 1; row >= 0 && count * count < actions.size(); row--) {
            count *= shape.columns(row);
        }
        columns = count;
        int rows = actions.size() / columns;
        rowOf = sorted(rows, row -> IntStream.range(0, columns).map(column -> row * columns + column));
        columnOf = sorted(columns, column -> IntStream.range(0, rows).map(row -> row * columns + column));
    }

    private interface Cells {
        IntStream of(int line);
    }

    /** For each line its place among all when they are sorted, the best first. */
    private int[] sorted(int lines, Cells cells) {
        double[] means = IntStream.range(0, lines)
                .mapToDouble(line -> cells.of(line)
                        .mapToDouble(cell -> accuracies[cell])
                        .filter(accuracy -> !Double.isNaN(accuracy))
                        .average()
                        .orElse(0))
                .toArray();
        List<Integer> order = IntStream.range(0, lines)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(line -> -means[line]))
                .toList();
        int[] places = new int[lines];
        for (int place = 0; place < lines; place++) {
            places[order.get(place)] = place;
        }
        return places;
    }

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where the space is large or no table holds it
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        ActionShape shape = group.space().actionShape();
        if (group.traced().isEmpty() || group.table().isEmpty() || !shape.isEnumerable(MOST_ARCHITECTURES)) {
            return Optional.empty();
        }
        return Optional.of(new SpaceMap(group, group.table().get()).figure(prefix));
    }

    private Figure figure(String prefix) {
        List<SearchTrace> shown = group.traced().stream()
                .filter(one -> !one.best().way().stations().isEmpty())
                .limit(MOST_SEARCHES)
                .toList();
        List<String> ends = new ArrayList<>();
        for (SearchTrace search : shown) {
            List<SearchWay.Station> stations = search.best().way().stations();
            SearchWay.Station last = stations.get(stations.size() - 1);
            ends.add((group.isSingle() ? "The search" : search.name()) + " was at its best, "
                    + Decimals.percent(last.accuracy()) + " %, after " + last.unique() + " of "
                    + CostTradeOff.grouped(actions.size()) + ".");
        }
        String said = String.join(" ", ends);
        return new Figure(
                "The way through the space",
                group.ofBestSeeds() + "Each cell is one of the " + CostTradeOff.grouped(actions.size())
                        + " architectures: the darker, the higher its rank in the table. The line goes from each best so"
                        + " far to the next. " + said,
                said,
                data(shown).file(prefix + "way.csv"),
                Optional.empty(),
                Optional.of(width -> new CellGrid(levels(), ways(shown)).draw(width)));
    }

    private CsvData data(List<SearchTrace> shown) {
        CsvData csv = new CsvData("search", "step", "architectures", "architecture", "accuracy");
        for (SearchTrace search : shown) {
            for (SearchWay.Station station : search.best().way().stations()) {
                csv.row(
                        search.name(),
                        station.step(),
                        station.unique(),
                        station.architecture().notation(),
                        station.accuracy());
            }
        }
        return csv;
    }

    /** A tenth of the architectures has each shade. */
    private List<int[]> levels() {
        double[] sorted = Arrays.stream(accuracies)
                .filter(accuracy -> !Double.isNaN(accuracy))
                .sorted()
                .toArray();
        List<int[]> levels = new ArrayList<>();
        for (int row = 0; row < rowOf.length; row++) {
            levels.add(new int[columns]);
        }
        for (int cell = 0; cell < accuracies.length; cell++) {
            int level = -1;
            if (!Double.isNaN(accuracies[cell])) {
                int rank = Arrays.binarySearch(sorted, accuracies[cell]);
                level = Math.min(CellGrid.SHADES, rank * (CellGrid.SHADES + 1) / sorted.length);
            }
            levels.get(rowOf[cell / columns])[columnOf[cell % columns]] = level;
        }
        return levels;
    }

    private List<CellGrid.Way> ways(List<SearchTrace> shown) {
        List<CellGrid.Way> ways = new ArrayList<>();
        int best = 0;
        for (int cell = 0; cell < accuracies.length; cell++) {
            best = accuracies[cell] > accuracies[best] || Double.isNaN(accuracies[best]) ? cell : best;
        }
        for (SearchTrace search : shown) {
            List<CellGrid.Station> stations = new ArrayList<>();
            for (SearchWay.Station station : search.best().way().stations()) {
                stations.add(station(
                        cell(station.architecture().choices()),
                        search.name() + ", architecture " + station.unique() + ": "
                                + Decimals.percent(station.accuracy()) + " %\n"
                                + station.architecture().notation()));
            }
            int index = group.searches().indexOf(search);
            ways.add(new CellGrid.Way(search.name(), Series.look(group.isSingle() ? 1 : index), stations));
        }
        String text = "best in the table: " + Decimals.percent(accuracies[best]) + " %\n"
                + group.space().architecture(actions.get(best)).notation();
        ways.add(new CellGrid.Way("best in the table", "", List.of(station(best, text))));
        return ways;
    }

    private CellGrid.Station station(int cell, String text) {
        return new CellGrid.Station(rowOf[cell / columns], columnOf[cell % columns], text);
    }

    /** The place of an action among all, of which the last choice changes first. */
    private int cell(int[] choices) {
        ActionShape shape = group.space().actionShape();
        int cell = 0;
        for (int row = 0; row < choices.length; row++) {
            cell = cell * shape.columns(row) + choices[row];
        }
        return cell;
    }
}
