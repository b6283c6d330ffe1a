package io.github.l2nas.report.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.report.drawing.CellDiagram;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.LayerStrip;
import io.github.l2nas.report.drawing.Panels;
import io.github.l2nas.spaces.darts.Genotype;
import io.github.l2nas.spaces.nasbench201.NasBench201Architecture;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An architecture as a picture (figure 3 of the paper): cells of NAS-Bench-201 and DARTS as graphs, a sub-network of
 * Once-for-All as a strip of layers.
 */
public final class ArchitectureDiagram {

    private static final String CELL_INPUTS = "c(k\u22121) and c(k\u22122) are the outputs of the two cells before.";
    private static final double LEAST_CELL = 420;
    static final double LARGEST_EXPANSION = 6;
    static final int LAYERS_PER_UNIT = 4;

    private final Optional<Architecture> before;

    private ArchitectureDiagram(Optional<Architecture> before) {
        this.before = before;
    }

    /**
     * The figure.
     *
     * @param title above it
     * @param architecture what is drawn
     * @param before the architecture of the same space that differences are marked against
     * @param prefix of the data file's name
     * @return nothing for a space that nobody has taught how to draw
     */
    public static Optional<Figure> figure(
            String title, Architecture architecture, Optional<Architecture> before, String prefix) {
        ArchitectureDiagram diagram = new ArchitectureDiagram(before);
        if (architecture instanceof NasBench201Architecture cell) {
            return Optional.of(diagram.cells(title, List.of(diagram.cell(cell)), prefix));
        }
        if (architecture instanceof Genotype genotype) {
            Optional<Genotype> other = before.map(Genotype.class::cast);
            return Optional.of(diagram.cells(
                    title,
                    List.of(
                            cell("normal cell", genotype.normal(), other.map(Genotype::normal)),
                            cell("reduction cell", genotype.reduce(), other.map(Genotype::reduce))),
                    prefix));
        }
        return architecture instanceof OfaArchitecture layers
                ? Optional.of(diagram.strip(title, layers, prefix))
                : Optional.empty();
    }

    private CellDiagram cell(NasBench201Architecture cell) {
        List<CellDiagram.Edge> edges = new ArrayList<>();
        int edge = 0;
        for (int node = 0; node < 3; node++) {
            for (int source = 0; source <= node; source++) {
                OperationLabel label = OperationLabel.of(cell.edges().get(edge).notation());
                int index = edge++;
                boolean changed = before.map(NasBench201Architecture.class::cast)
                        .map(other -> other.edges().get(index) != cell.edges().get(index))
                        .orElse(false);
                edges.add(new CellDiagram.Edge(source, node, label.text(), label.kind(), changed));
            }
        }
        return new CellDiagram("", List.of("input"), List.of("1", "2", "3"), edges, "");
    }

    private static CellDiagram cell(String title, List<Genotype.Edge> edges, Optional<List<Genotype.Edge>> before) {
        List<CellDiagram.Edge> drawn = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            Genotype.Edge edge = edges.get(i);
            int node = i / 2;
            OperationLabel label = OperationLabel.of(edge.operation().notation());
            boolean changed = before.map(
                            other -> !other.subList(2 * node, 2 * node + 2).contains(edge))
                    .orElse(false);
            drawn.add(new CellDiagram.Edge(edge.input(), node, label.text(), label.kind(), changed));
        }
        return new CellDiagram(
                title,
                List.of("c(k\u22122)", "c(k\u22121)"),
                List.of("0", "1", "2", "3"),
                drawn,
                "c(k) = all four nodes");
    }

    private Figure cells(String title, List<CellDiagram> cells, String prefix) {
        ArrayNode data = ResultJson.object().arrayNode();
        for (CellDiagram cell : cells) {
            ObjectNode node = data.addObject().put("cell", cell.title());
            ArrayNode edges = node.putArray("edges");
            for (CellDiagram.Edge edge : cell.edges()) {
                edges.addObject()
                        .put("from", source(cell, edge.source()))
                        .put("to", cell.nodes().get(edge.node()))
                        .put("operation", edge.operation());
            }
        }
        List<DoubleFunction<Drawing>> pictures = new ArrayList<>();
        cells.forEach(cell -> pictures.add(cell::draw));
        return new Figure(
                title,
                "Every node adds what its boxes make of the inputs above them."
                        + (cells.size() > 1 ? " " + CELL_INPUTS : "")
                        + (before.isPresent() ? " What differs from the first one has a thick border." : ""),
                cells.stream().map(ArchitectureDiagram::alternative).collect(Collectors.joining(" ")),
                file(data, prefix),
                Optional.empty(),
                Optional.of(width -> Panels.arrange(width, LEAST_CELL, pictures)));
    }

    private static String source(CellDiagram cell, int source) {
        return source < cell.inputs().size()
                ? cell.inputs().get(source)
                : cell.nodes().get(source - cell.inputs().size());
    }

    private static String alternative(CellDiagram cell) {
        return (cell.title().isEmpty() ? "Cell" : cell.title()) + ": "
                + IntStream.range(0, cell.nodes().size())
                        .mapToObj(node -> "node " + cell.nodes().get(node) + " adds "
                                + cell.edges().stream()
                                        .filter(edge -> edge.node() == node)
                                        .map(edge -> edge.operation() + " of " + source(cell, edge.source()))
                                        .collect(Collectors.joining(" and ")))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private Figure strip(String title, OfaArchitecture network, String prefix) {
        Optional<OfaArchitecture> other = before.map(OfaArchitecture.class::cast);
        ArrayNode data = ResultJson.object().arrayNode();
        List<LayerStrip.Unit> units = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int unit = 0; unit < network.depths().size(); unit++) {
            List<LayerStrip.Layer> layers = new ArrayList<>();
            List<String> inUnit = new ArrayList<>();
            for (int i = 0; i < LAYERS_PER_UNIT; i++) {
                int layer = LAYERS_PER_UNIT * unit + i;
                int kernel = network.kernelSizes().get(layer);
                int expansion = network.expansions().get(layer);
                boolean there = network.active(layer);
                boolean changed = other.map(before -> before.active(layer) != there
                                || (there
                                        && (before.kernelSizes().get(layer) != kernel
                                                || before.expansions().get(layer) != expansion)))
                        .orElse(false);
                layers.add(new LayerStrip.Layer(
                        expansion,
                        "\u00d7" + expansion,
                        kernel + "\u00d7" + kernel,
                        "kernel" + kernel,
                        there,
                        changed));
                if (there) {
                    inUnit.add(kernel + "\u00d7" + kernel + " expansion " + expansion);
                    data.addObject()
                            .put("unit", unit + 1)
                            .put("layer", i + 1)
                            .put("kernelSize", kernel)
                            .put("expansion", expansion);
                }
            }
            units.add(new LayerStrip.Unit("unit " + (unit + 1), layers));
            words.add("unit " + (unit + 1) + ": " + String.join(", ", inUnit));
        }
        return new Figure(
                title,
                "Layers from input to output: kernel size inside, height and number above for the expansion; dashed places"
                        + " are left out."
                        + (before.isPresent() ? " What differs from the first one has a thick border." : ""),
                String.join("; ", words) + ".",
                file(data, prefix),
                Optional.empty(),
                Optional.of(width -> new LayerStrip(units, LARGEST_EXPANSION).draw(width)));
    }

    private static Figure.DataFile file(ArrayNode data, String prefix) {
        return new Figure.DataFile(
                prefix + "architecture-drawn.json", new String(ResultJson.bytes(data), StandardCharsets.UTF_8), data);
    }
}
