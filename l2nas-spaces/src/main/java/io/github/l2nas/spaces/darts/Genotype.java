package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.space.Architecture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The two cells of a DARTS network. Node k (0 to 3) of a cell adds edges 2k and 2k+1; the cell's output concatenates
 * nodes 2 to 5 of the cell, counting its two inputs.
 *
 * @param normal 8 edges of the normal cell, in the order in which they are written
 * @param reduce 8 edges of the reduction cell
 */
public record Genotype(List<Edge> normal, List<Edge> reduce) implements Architecture {

    static final int NODES = 4;
    static final int EDGES_PER_NODE = 2;
    static final int ROWS = 14;
    private static final int EDGES = NODES * EDGES_PER_NODE;
    private static final String CONCAT = "range(2, 6)";

    /**
     * One edge.
     *
     * @param operation what it does
     * @param input 0 and 1 for the outputs of the two cells before, 2 and more for earlier nodes
     */
    public record Edge(Operation operation, int input) {}

    public Genotype {
        normal = requireCell("normal", normal);
        reduce = requireCell("reduce", reduce);
    }

    private static List<Edge> requireCell(String name, List<Edge> edges) {
        if (edges.size() != EDGES) {
            throw new IllegalArgumentException(name + " has " + EDGES + " edges, got " + edges.size());
        }
        for (int node = 0; node < NODES; node++) {
            Edge first = edges.get(EDGES_PER_NODE * node);
            Edge second = edges.get(EDGES_PER_NODE * node + 1);
            for (Edge edge : List.of(first, second)) {
                if (edge.input() < 0 || edge.input() > node + 1) {
                    throw new IllegalArgumentException(
                            name + ": node " + node + " has inputs 0 to " + (node + 1) + ", got " + edge.input());
                }
            }
            if (first.input() == second.input()) {
                throw new IllegalArgumentException(name + ": node " + node + " reads input " + first.input()
                        + " twice; its edges need different ones");
            }
        }
        return List.copyOf(edges);
    }

    /** The Python text {@code Genotype(normal=[('sep_conv_3x3', 0), ...], normal_concat=range(2, 6), ...)}. */
    @Override
    public String notation() {
        return "Genotype(normal=" + text(normal) + ", normal_concat=" + CONCAT + ", reduce=" + text(reduce)
                + ", reduce_concat=" + CONCAT + ")";
    }

    /**
     * The genotype as JSON.
     *
     * @return {@code {"normal": [["sep_conv_3x3", 0], ...], "normal_concat": [2, 3, 4, 5], "reduce": ...}}
     */
    public String json() {
        return "{\"normal\": " + jsonText(normal) + ", \"normal_concat\": [2, 3, 4, 5], \"reduce\": " + jsonText(reduce)
                + ", \"reduce_concat\": [2, 3, 4, 5]}";
    }

    /** The notation with each node's edges ordered by input: which of the two is written first does not matter. */
    @Override
    public String identity() {
        return new Genotype(ordered(normal), ordered(reduce)).notation();
    }

    @Override
    public int[] choices() {
        int[] choices = new int[2 * ROWS];
        Arrays.fill(choices, -1);
        choose(normal, choices, 0);
        choose(reduce, choices, ROWS);
        return choices;
    }

    private static void choose(List<Edge> edges, int[] choices, int firstRow) {
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            choices[firstRow + nodeRow(i / EDGES_PER_NODE) + edge.input()] =
                    edge.operation().ordinal();
        }
    }

    /** First row of a node's block: nodes before it own 2, 3, ... rows. */
    static int nodeRow(int node) {
        return node * (node + 3) / 2;
    }

    static Genotype of(int[] choices) {
        return new Genotype(cell(choices, 0), cell(choices, ROWS));
    }

    private static List<Edge> cell(int[] choices, int firstRow) {
        List<Edge> edges = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            for (int input = 0; input < node + 2; input++) {
                int choice = choices[firstRow + nodeRow(node) + input];
                if (choice >= 0) {
                    edges.add(new Edge(Operation.values()[choice], input));
                }
            }
        }
        return edges;
    }

    private static List<Edge> ordered(List<Edge> edges) {
        List<Edge> ordered = new ArrayList<>();
        for (int i = 0; i < edges.size(); i += EDGES_PER_NODE) {
            edges.subList(i, i + EDGES_PER_NODE).stream()
                    .sorted(Comparator.comparingInt(Edge::input))
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private static String text(List<Edge> edges) {
        return edges.stream()
                .map(edge -> "('" + edge.operation().notation() + "', " + edge.input() + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String jsonText(List<Edge> edges) {
        return edges.stream()
                .map(edge -> "[\"" + edge.operation().notation() + "\", " + edge.input() + "]")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
