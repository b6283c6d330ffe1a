package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.report.drawing.TextTable;
import io.github.l2nas.spaces.darts.Genotype;
import io.github.l2nas.spaces.nasbench201.NasBench201Architecture;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An architecture in box-drawing characters, for a console. A cell is a table with a column for each node and a row for each of
 * its inputs: what stands there is done to the input and added to the node. A Once-for-All network has a row for each unit and
 * in it kernel size and expansion of each layer.
 */
public final class ArchitectureText {

    private static final int LAYERS_PER_UNIT = 4;

    private ArchitectureText() {}

    /**
     * The lines.
     *
     * @param architecture what is drawn
     * @return none for a space that nobody has taught how to draw
     */
    public static List<String> lines(Architecture architecture) {
        if (architecture instanceof NasBench201Architecture cell) {
            return cell(cell);
        }
        if (architecture instanceof Genotype genotype) {
            List<String> lines = new ArrayList<>(cell("normal cell", genotype.normal()));
            lines.addAll(cell("reduction cell", genotype.reduce()));
            return lines;
        }
        return architecture instanceof OfaArchitecture network ? layers(network) : List.of();
    }

    private static List<String> cell(NasBench201Architecture cell) {
        List<List<String>> rows = table(List.of("input", "node 1", "node 2"), 3);
        int edge = 0;
        for (int node = 0; node < 3; node++) {
            for (int source = 0; source <= node; source++) {
                put(rows.get(source), node, cell.edges().get(edge++).notation());
            }
        }
        return new TextTable(List.of("cell", "node 1", "node 2", "node 3"), rows).lines();
    }

    private static List<String> cell(String title, List<Genotype.Edge> edges) {
        List<List<String>> rows =
                table(List.of("c(k\u22122)", "c(k\u22121)", "node 0", "node 1", "node 2"), edges.size() / 2);
        for (int i = 0; i < edges.size(); i++) {
            put(rows.get(edges.get(i).input()), i / 2, edges.get(i).operation().notation());
        }
        return new TextTable(List.of(title, "node 0", "node 1", "node 2", "node 3"), rows).lines();
    }

    private static List<List<String>> table(List<String> names, int nodes) {
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of(name));
            row.addAll(Collections.nCopies(nodes, ""));
            rows.add(row);
        }
        return rows;
    }

    /** Two edges may lead from one input to one node. */
    private static void put(List<String> row, int node, String operation) {
        String label = OperationLabel.of(operation).text();
        String before = row.get(node + 1);
        row.set(node + 1, before.isEmpty() ? label : before + " + " + label);
    }

    private static List<String> layers(OfaArchitecture network) {
        List<List<String>> rows = new ArrayList<>();
        for (int unit = 0; unit < network.depths().size(); unit++) {
            List<String> row = new ArrayList<>(List.of("unit " + (unit + 1)));
            for (int i = 0; i < LAYERS_PER_UNIT; i++) {
                int layer = LAYERS_PER_UNIT * unit + i;
                int kernel = network.kernelSizes().get(layer);
                row.add(
                        network.active(layer)
                                ? kernel + "\u00d7" + kernel + " \u00d7"
                                        + network.expansions().get(layer)
                                : "");
            }
            rows.add(row);
        }
        return new TextTable(List.of("kernel, expansion", "layer 1", "layer 2", "layer 3", "layer 4"), rows).lines();
    }
}
