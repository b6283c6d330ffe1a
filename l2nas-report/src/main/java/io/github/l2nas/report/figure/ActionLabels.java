package io.github.l2nas.report.figure;

import io.github.l2nas.spaces.ActionShape;
import io.github.l2nas.spaces.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows and columns of an action's matrices mean.
 *
 * @param title of the matrix; empty where there is only one
 * @param rows edges or layers
 * @param columns operations
 */
record ActionLabels(String title, List<String> rows, List<String> columns) {

    /** What the inputs of a DARTS cell are. */
    static final String CELL_INPUTS = "c(k\u22121) and c(k\u22122) are the outputs of the two cells before.";

    private static final List<String> CELL_SOURCES = List.of("c(k\u22122)", "c(k\u22121)", "0", "1", "2");

    /**
     * The labels of a space's matrices.
     *
     * @param space the space
     * @return in the order of the matrices; mere numbers for a space that is not known here
     */
    static List<ActionLabels> of(SearchSpace space) {
        return switch (space.name()) {
            case "nas-bench-201" ->
                List.of(new ActionLabels(
                        "",
                        List.of(
                                arrow("0", "1"),
                                arrow("0", "2"),
                                arrow("1", "2"),
                                arrow("0", "3"),
                                arrow("1", "3"),
                                arrow("2", "3")),
                        operations(Arrays.stream(io.github.l2nas.spaces.nasbench201.Operation.values())
                                .map(io.github.l2nas.spaces.nasbench201.Operation::notation)
                                .toList())));
            case "darts" -> {
                List<String> columns = operations(Arrays.stream(io.github.l2nas.spaces.darts.Operation.values())
                        .map(io.github.l2nas.spaces.darts.Operation::notation)
                        .toList());
                yield List.of(
                        new ActionLabels("normal cell", cellEdges(), columns),
                        new ActionLabels("reduction cell", cellEdges(), columns));
            }
            case "ofa-mbv3" ->
                List.of(
                        new ActionLabels("layers", layers(), expansionsAndKernels()),
                        new ActionLabels("depths", numbered("unit ", 5), List.of("2", "3", "4")));
            default -> numbers(space.actionShape());
        };
    }

    private static String arrow(String from, String to) {
        return from + "\u2192" + to;
    }

    /**
     * What the labels of rows and columns mean.
     *
     * @param space the space
     * @return a sentence; empty for a space that is not known here
     */
    static String explanation(SearchSpace space) {
        return switch (space.name()) {
            case "nas-bench-201" -> "A row is an edge from a node to a later one; node 0 is the input.";
            case "darts" -> "A row is an edge from a node to a later one; " + CELL_INPUTS;
            case "ofa-mbv3" ->
                "Row 2.3 is layer 3 of unit 2; e is the expansion, k the kernel size; depths are layers in use.";
            default -> "";
        };
    }

    private static List<String> operations(List<String> notations) {
        return notations.stream()
                .map(notation -> OperationLabel.of(notation).text())
                .toList();
    }

    private static List<String> cellEdges() {
        List<String> edges = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            for (int source = 0; source < node + 2; source++) {
                edges.add(arrow(CELL_SOURCES.get(source), String.valueOf(node)));
            }
        }
        return edges;
    }

    private static List<String> layers() {
        List<String> layers = new ArrayList<>();
        for (int layer = 0; layer < 20; layer++) {
            layers.add((layer / 4 + 1) + "." + (layer % 4 + 1));
        }
        return layers;
    }

    private static List<String> expansionsAndKernels() {
        List<String> columns = new ArrayList<>();
        for (int expansion : new int[] {3, 4, 6}) {
            for (int kernel : new int[] {3, 5, 7}) {
                columns.add("e" + expansion + " k" + kernel);
            }
        }
        return columns;
    }

    private static List<String> numbered(String before, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> before + number)
                .toList();
    }

    private static List<ActionLabels> numbers(ActionShape shape) {
        List<ActionLabels> labels = new ArrayList<>();
        for (ActionShape.Matrix matrix : shape.matrices()) {
            labels.add(new ActionLabels(
                    shape.matrices().size() == 1 ? "" : "matrix " + (labels.size() + 1),
                    numbered("", matrix.rows()),
                    numbered("", matrix.columns())));
        }
        return labels;
    }
}
