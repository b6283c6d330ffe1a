package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.Skeleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Costs of networks of one size. What an edge costs depends on its operation, its cell and, in the reduction cell, on whether it
 * reads an output of an earlier cell, where it has stride 2. So costs are sums over edges: 22 layer graphs tell those of all
 * genotypes. Pooling costs nothing.
 */
final class GenotypeCosts implements CostModel {

    private static final Operation FREE = Operation.MAX_POOL_3X3;

    /** Edges whose input is a node, where nodes 1 to 3 read input 2. */
    private static final int FAR_EDGES = Genotype.NODES - 1;

    private final Skeleton skeleton;
    private final Cost free;
    private final List<Cost> normal = new ArrayList<>();
    private final List<Cost> reducing = new ArrayList<>();
    private final List<Cost> reduced = new ArrayList<>();

    /**
     * @param skeleton size of the networks, without auxiliary head
     * @throws IllegalArgumentException where the skeleton does not fit the space
     */
    GenotypeCosts(Skeleton skeleton) {
        this.skeleton = skeleton;
        free = count(uniform(FREE));
        int edges = Genotype.NODES * Genotype.EDGES_PER_NODE;
        for (Operation operation : Operation.values()) {
            normal.add(perEdge(new Genotype(cell(operation, operation, 1), cell(FREE, FREE, 1)), edges));
            reducing.add(perEdge(new Genotype(cell(FREE, FREE, 1), cell(operation, operation, 1)), edges));
            reduced.add(perEdge(new Genotype(cell(FREE, FREE, 1), cell(FREE, operation, 2)), FAR_EDGES));
        }
    }

    /** A genotype of one operation, all of whose edges read the outputs of the two cells before. */
    static Genotype uniform(Operation operation) {
        return new Genotype(cell(operation, operation, 1), cell(operation, operation, 1));
    }

    /**
     * @param first operation of each node's first edge
     * @param second operation of each node's second edge
     * @param input that the second edge reads; 1 where the node has no such input, with operation {@link #FREE}
     */
    private static List<Genotype.Edge> cell(Operation first, Operation second, int input) {
        List<Genotype.Edge> edges = new ArrayList<>();
        for (int node = 0; node < Genotype.NODES; node++) {
            edges.add(new Genotype.Edge(first, 0));
            boolean exists = input < node + 2;
            edges.add(exists ? new Genotype.Edge(second, input) : new Genotype.Edge(FREE, 1));
        }
        return edges;
    }

    private Cost perEdge(Genotype genotype, int edges) {
        Cost all = count(genotype);
        return new Cost((all.params() - free.params()) / edges, (all.macs() - free.macs()) / edges);
    }

    private Cost count(Genotype genotype) {
        LayerGraph graph = new DartsNetwork(DartsNetwork.Stem.CIFAR, skeleton).compile(genotype);
        return new Cost(graph.params(), graph.macs());
    }

    @Override
    public Cost cost(Architecture architecture) {
        Genotype genotype = (Genotype) architecture;
        long params = free.params();
        long macs = free.macs();
        for (Genotype.Edge edge : genotype.normal()) {
            Cost added = normal.get(edge.operation().ordinal());
            params += added.params();
            macs += added.macs();
        }
        for (Genotype.Edge edge : genotype.reduce()) {
            Cost added =
                    (edge.input() < 2 ? reducing : reduced).get(edge.operation().ordinal());
            params += added.params();
            macs += added.macs();
        }
        return new Cost(params, macs);
    }

    @Override
    public String network() {
        return skeleton.description();
    }
}
