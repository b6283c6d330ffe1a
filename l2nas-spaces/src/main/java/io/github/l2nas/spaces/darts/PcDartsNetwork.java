package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.space.Skeleton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Single paths through the supernet of PC-DARTS ({@code Network} of its {@code model_search.py}): stem, cells with
 * reductions at 1/3 and 2/3, global average pooling, linear classifier. A genotype's edges are {@link MixedOperation}s, the
 * others are left out; nothing weighs the edges that remain. Weights are named {@code cells.I._ops.E._ops.O...}, E the row
 * of the edge in an action matrix. There is no auxiliary head.
 *
 * @param skeleton initial channels, a multiple of {@value MixedOperation#PARTS}; cells, classes and images
 */
public record PcDartsNetwork(Skeleton skeleton) {

    private static final int STEM_MULTIPLIER = 3;

    public PcDartsNetwork {
        if (skeleton.channels() % MixedOperation.PARTS != 0) {
            throw new IllegalArgumentException("one channel of " + MixedOperation.PARTS
                    + " goes through an operation of the supernet: channels must be a multiple of "
                    + MixedOperation.PARTS + ", got " + skeleton.channels());
        }
    }

    /**
     * The path of a genotype.
     *
     * @param genotype the cells
     * @return its layer graph
     */
    public LayerGraph compile(Genotype genotype) {
        skeleton.requireMultiplesOf(4);
        GraphBuilder graph = new GraphBuilder();
        int width = STEM_MULTIPLIER * skeleton.channels();
        int stem = graph.convolution(
                Weight.whole("stem.0.weight", width, skeleton.image().channels(), 3, 3),
                1,
                1,
                1,
                1,
                graph.input(skeleton.image()));
        int beforeLast = graph.batchNorm("stem.1", stem);
        int last = beforeLast;
        boolean lastReduced = false;
        width = skeleton.channels();
        int cells = skeleton.cells();
        for (int index = 0; index < cells; index++) {
            boolean reduction = index == cells / 3 || index == 2 * cells / 3;
            if (reduction) {
                width *= 2;
            }
            List<Integer> states = inputs(graph, "cells." + index, width, beforeLast, last, lastReduced);
            beforeLast = last;
            last = cell(graph, "cells." + index, reduction, genotype, states);
            lastReduced = reduction;
        }
        int features = graph.globalAveragePool(last);
        int logits = graph.linear(
                Weight.whole(
                        "classifier.weight",
                        skeleton.classes(),
                        graph.shape(features).channels()),
                Weight.whole("classifier.bias", skeleton.classes()),
                features);
        return graph.build(logits, OptionalInt.empty());
    }

    private static List<Integer> inputs(
            GraphBuilder graph, String cell, int width, int beforeLast, int last, boolean lastReduced) {
        CellOperations operations = new CellOperations(graph, false);
        List<Integer> states = new ArrayList<>();
        states.add(
                lastReduced
                        ? operations.factorizedReduce(cell + ".preprocess0", width, beforeLast)
                        : operations.reluConvolutionNorm(cell + ".preprocess0", width, beforeLast));
        states.add(operations.reluConvolutionNorm(cell + ".preprocess1", width, last));
        return states;
    }

    private static int cell(
            GraphBuilder graph, String cell, boolean reduction, Genotype genotype, List<Integer> states) {
        MixedOperation operation = new MixedOperation(graph);
        List<Genotype.Edge> edges = reduction ? genotype.reduce() : genotype.normal();
        for (int node = 0; node < Genotype.NODES; node++) {
            List<Integer> incoming = new ArrayList<>();
            for (Genotype.Edge edge :
                    edges.subList(node * Genotype.EDGES_PER_NODE, (node + 1) * Genotype.EDGES_PER_NODE)) {
                int row = Genotype.nodeRow(node) + edge.input();
                int stride = reduction && edge.input() < 2 ? 2 : 1;
                incoming.add(
                        operation.add(cell + "._ops." + row + ".", edge.operation(), stride, states.get(edge.input())));
            }
            states.add(graph.sum(incoming));
        }
        return graph.concat(states.subList(2, states.size()));
    }
}
