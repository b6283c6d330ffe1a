package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.report.drawing.Drawing;
import io.github.l2nas.report.drawing.Miniature;
import io.github.l2nas.spaces.darts.Genotype;
import io.github.l2nas.spaces.nasbench201.NasBench201Architecture;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An architecture as a row of boxes, in the colours of its {@link ArchitectureDiagram}. */
final class ArchitectureMiniature {

    private ArchitectureMiniature() {}

    /**
     * Draws an architecture: the edges of a cell by node, the layers of Once-for-All by unit, as high as they are wide inside.
     *
     * @param architecture of any space
     * @return nothing for a space that nobody has taught how to draw
     */
    static Optional<Drawing> of(Architecture architecture) {
        if (architecture instanceof NasBench201Architecture cell) {
            List<String> edges =
                    cell.edges().stream().map(operation -> operation.notation()).toList();
            return drawn(List.of(boxes(edges.subList(0, 1)), boxes(edges.subList(1, 3)), boxes(edges.subList(3, 6))));
        }
        if (architecture instanceof Genotype genotype) {
            return drawn(List.of(edges(genotype.normal()), edges(genotype.reduce())));
        }
        return architecture instanceof OfaArchitecture layers ? drawn(units(layers)) : Optional.empty();
    }

    /**
     * Draws the architectures of a table's rows.
     *
     * @param architectures of one space
     * @return a picture of each, or none of a space that nobody has taught how to draw
     */
    static List<Drawing> all(List<Architecture> architectures) {
        return architectures.stream().flatMap(one -> of(one).stream()).toList();
    }

    /**
     * Draws the architectures of a table's rows.
     *
     * @param space where they come from
     * @param notations one for each row
     * @return a picture of each, or none where one can't be read or nobody has taught how to draw the space
     */
    static List<Drawing> all(SearchSpace space, List<String> notations) {
        try {
            return all(notations.stream().map(space::parse).toList());
        } catch (NotationException e) {
            return List.of();
        }
    }

    private static Optional<Drawing> drawn(List<List<Miniature.Box>> groups) {
        return Optional.of(new Miniature(groups).draw());
    }

    private static List<Miniature.Box> edges(List<Genotype.Edge> edges) {
        return boxes(edges.stream().map(edge -> edge.operation().notation()).toList());
    }

    private static List<Miniature.Box> boxes(List<String> operations) {
        return operations.stream()
                .map(operation -> new Miniature.Box(OperationLabel.of(operation).kind(), 1))
                .toList();
    }

    private static List<List<Miniature.Box>> units(OfaArchitecture network) {
        List<List<Miniature.Box>> units = new ArrayList<>();
        for (int unit = 0; unit < network.depths().size(); unit++) {
            List<Miniature.Box> layers = new ArrayList<>();
            for (int i = 0; i < ArchitectureDiagram.LAYERS_PER_UNIT; i++) {
                int layer = ArchitectureDiagram.LAYERS_PER_UNIT * unit + i;
                layers.add(new Miniature.Box(
                        network.active(layer) ? "kernel" + network.kernelSizes().get(layer) : "absent",
                        network.expansions().get(layer) / ArchitectureDiagram.LARGEST_EXPANSION));
            }
            units.add(layers);
        }
        return units;
    }
}
