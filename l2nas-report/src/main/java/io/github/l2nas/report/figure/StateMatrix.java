package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.ActionLabels;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.HeatMap;
import io.github.l2nas.report.drawing.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * The state at the end of a search, the share of its best architectures that use each operation on each edge, beside that
 * of the best in the table (figure 2 of the paper). It is computed from the history, so it is there for every strategy.
 */
public final class StateMatrix {

    private static final double LEAST_PANEL = 380;

    /** Of a matrix whose cells hold words. */
    private static final double LEAST_WORDS_PANEL = 640;

    private final SearchGroup group;

    private StateMatrix(SearchGroup group) {
        this.group = group;
    }

    private record Panel(String title, List<Double> state) {}

    /**
     * The figure.
     *
     * @param group searches that can be compared
     * @param prefix of the data file's name
     * @return nothing where no architecture was scored
     */
    public static Optional<Figure> figure(SearchGroup group, String prefix) {
        return new StateMatrix(group).figure(prefix);
    }

    private Optional<Figure> figure(String prefix) {
        List<Panel> panels = new ArrayList<>();
        int size = 0;
        for (SearchTrace search : group.traced()) {
            Elite elite = search.best().elite();
            if (elite.size() > 0) {
                size = Math.max(size, elite.size());
                String name = group.isSingle() ? "the search's" : search.name() + ",";
                panels.add(new Panel(name + " best " + elite.size(), state(elite)));
            }
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        boolean single = panels.size() == 1;
        Optional<Panel> ofTable =
                tableElite(size).map(best -> new Panel("the table's best " + best.size(), state(best)));
        ofTable.ifPresent(panels::add);
        String note = group.ofBestSeeds()
                + "Percent of the best architectures that use an operation in a place"
                + (ofTable.isEmpty()
                        ? "."
                        : ", as the search knew them at its end and as the table holds them."
                                + (single
                                        ? String.format(
                                                Locale.ROOT,
                                                " An entry differs by %.1f points on average.",
                                                100 * meanDifference(panels))
                                        : ""))
                + " "
                + MatrixLabels.explanation(group.space());
        return Optional.of(new Figure(
                "What the best architectures have in common",
                note.strip(),
                alternative(panels.get(0)),
                data(panels).file(prefix + "state-matrix.csv"),
                Optional.empty(),
                Optional.of(width -> draw(panels, width))));
    }

    private Optional<Elite> tableElite(int size) {
        return group.table().map(table -> {
            BenchmarkTable.Metric metric = table.metric(group.metric());
            Elite best = new Elite(group.space().actionShape(), size);
            for (Architecture architecture : table.architectures()) {
                best.add(architecture, metric.accuracy(architecture));
            }
            return best;
        });
    }

    private static List<Double> state(Elite best) {
        double members = best.size();
        return IntStream.range(0, best.shape().size())
                .mapToObj(entry -> best.uses(entry) / members)
                .toList();
    }

    private static double meanDifference(List<Panel> panels) {
        List<Double> first = panels.get(0).state();
        List<Double> second = panels.get(1).state();
        double sum = 0;
        for (int i = 0; i < first.size(); i++) {
            sum += Math.abs(first.get(i) - second.get(i));
        }
        return sum / first.size();
    }

    /** Calls for every entry of the matrices. */
    @FunctionalInterface
    private interface Entry {
        void accept(String matrix, String row, String column, int index);
    }

    private void forEach(Entry entry) {
        int index = 0;
        for (ActionLabels labels : MatrixLabels.of(group.space())) {
            for (int row = 0; row < labels.rows().size(); row++) {
                for (String column : labels.columns().get(row)) {
                    entry.accept(labels.title(), labels.rows().get(row), column, index++);
                }
            }
        }
    }

    private CsvData data(List<Panel> panels) {
        List<String> header = new ArrayList<>(List.of("matrix", "row", "operation"));
        for (Panel panel : panels) {
            header.add(panel.title().replaceFirst(",? best \\d+$", "").replaceFirst("^the (table|search)'s$", "$1"));
        }
        CsvData csv = new CsvData(header.toArray(String[]::new));
        forEach((matrix, row, column, index) -> {
            List<Object> cells = new ArrayList<>(List.of(matrix, row, column));
            panels.forEach(panel -> cells.add(panel.state().get(index)));
            csv.row(cells.toArray());
        });
        return csv;
    }

    private String alternative(Panel panel) {
        List<String> favourites = new ArrayList<>();
        String[] favourite = new String[2];
        double[] most = {0};
        forEach((matrix, row, column, index) -> {
            if (!row.equals(favourite[0])) {
                addFavourite(favourites, favourite, most[0]);
                favourite[0] = row;
                most[0] = -1;
            }
            if (panel.state().get(index) > most[0]) {
                most[0] = panel.state().get(index);
                favourite[1] = column;
            }
        });
        addFavourite(favourites, favourite, most[0]);
        return "Most used operations: " + String.join(", ", favourites) + ".";
    }

    private static void addFavourite(List<String> favourites, String[] favourite, double share) {
        if (favourite[0] != null && share > 0) {
            favourites.add(favourite[0] + " " + favourite[1] + " (" + Math.round(100 * share) + " %)");
        }
    }

    private Drawing draw(List<Panel> panels, double width) {
        SearchSpace space = group.space();
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        for (Panel panel : panels) {
            int index = 0;
            for (ActionLabels labels : MatrixLabels.of(space)) {
                List<List<Double>> values = new ArrayList<>();
                for (int row = 0; row < labels.rows().size(); row++) {
                    values.add(panel.state()
                            .subList(index, index + labels.columns().get(row).size()));
                    index += labels.columns().get(row).size();
                }
                String title = panels.size() == 1 ? labels.title() : panel.title();
                pictures.add(heatMap(title, labels, values)::draw);
            }
        }
        boolean words = MatrixLabels.of(space).stream().anyMatch(labels -> !isUniform(labels));
        return Panels.arrange(width, words ? LEAST_WORDS_PANEL : LEAST_PANEL, pictures);
    }

    private static boolean isUniform(ActionLabels labels) {
        return labels.columns().stream().distinct().count() == 1;
    }

    /** Where columns mean another thing in each row, cells say it themselves. */
    private static HeatMap heatMap(String title, ActionLabels labels, List<List<Double>> values) {
        List<List<String>> percents = HeatMap.percents(values);
        if (isUniform(labels)) {
            return new HeatMap(title, labels.rows(), labels.columns().get(0), values, percents);
        }
        List<List<String>> texts = new ArrayList<>();
        for (int row = 0; row < percents.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < percents.get(row).size(); column++) {
                cells.add((labels.columns().get(row).get(column) + "\n"
                                + percents.get(row).get(column))
                        .strip());
            }
            texts.add(cells);
        }
        return new HeatMap(title, labels.rows(), List.of(), values, texts);
    }
}
