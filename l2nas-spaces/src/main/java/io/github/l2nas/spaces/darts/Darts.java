package io.github.l2nas.spaces.darts;

import io.github.l2nas.spaces.ActionShape;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.Cost;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.Skeleton;
import io.github.l2nas.spaces.graph.LayerGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * The DARTS space: a normal and a reduction cell. Actions are two 14 x 7 matrices, each discretized by the paper's
 * Algorithm 2: every node keeps its two best edges from different inputs.
 */
public final class Darts implements SearchSpace {

    private static final ActionShape SHAPE = shape();

    private static ActionShape shape() {
        ActionShape.Matrix cell = new ActionShape.Matrix(Genotype.ROWS, Operation.values().length);
        List<ActionShape.Block> blocks = new ArrayList<>();
        int row = 0;
        for (int matrix = 0; matrix < 2; matrix++) {
            for (int node = 0; node < Genotype.NODES; node++) {
                blocks.add(new ActionShape.Block(row, node + 2, Genotype.EDGES_PER_NODE));
                row += node + 2;
            }
        }
        return new ActionShape(List.of(cell, cell), blocks);
    }

    @Override
    public String name() {
        return "darts";
    }

    @Override
    public ActionShape actionShape() {
        return SHAPE;
    }

    @Override
    public Genotype architecture(int[] choices) {
        SHAPE.requireValid(choices);
        return Genotype.of(choices);
    }

    @Override
    public Genotype parse(String text) {
        return GenotypeParser.parse(text);
    }

    /** With the stem for small images. */
    @Override
    public LayerGraph network(Architecture architecture, Skeleton skeleton) {
        return new DartsNetwork(DartsNetwork.Stem.CIFAR, skeleton).compile((Genotype) architecture);
    }

    /** With partial channels; the skeleton's channels are a multiple of {@value MixedOperation#PARTS}. */
    @Override
    public LayerGraph supernetPath(Architecture architecture, Skeleton skeleton) {
        return new PcDartsNetwork(skeleton).compile((Genotype) architecture);
    }

    /** Cost in the paper's CIFAR-10 network: 36 channels, 20 cells, without the auxiliary head. */
    @Override
    public Cost cost(Architecture architecture) {
        LayerGraph graph = DartsNetwork.CIFAR_10.compile((Genotype) architecture);
        return new Cost(graph.params(), graph.macs());
    }
}
