package io.github.l2nas.spaces.nasbench201;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.Skeleton;
import java.util.Arrays;
import java.util.Collections;

/**
 * Costs of networks of one size. An operation costs the same on whichever edge it is, so costs are sums over edges: five layer
 * graphs tell those of all 15 625 cells. As in the benchmark's own figures, the classifier's bias counts among the
 * multiply-accumulates.
 */
final class CellCosts implements CostModel {

    private final Skeleton skeleton;
    private final Cost without;

    /** What an operation on one edge adds to {@link #without}. */
    private final Cost[] operations;

    /**
     * @param skeleton size of the networks
     * @throws IllegalArgumentException where the skeleton does not fit the space
     */
    CellCosts(Skeleton skeleton) {
        this.skeleton = skeleton;
        without = count(Operation.NONE);
        operations = Arrays.stream(Operation.values()).map(this::added).toArray(Cost[]::new);
    }

    private Cost added(Operation operation) {
        Cost everywhere = count(operation);
        return new Cost(
                (everywhere.params() - without.params()) / NasBench201Architecture.EDGES,
                (everywhere.macs() - without.macs()) / NasBench201Architecture.EDGES);
    }

    private Cost count(Operation operation) {
        LayerGraph graph = new NasBench201Network(skeleton, false)
                .compile(new NasBench201Architecture(Collections.nCopies(NasBench201Architecture.EDGES, operation)));
        return new Cost(graph.params(), graph.macs() + skeleton.classes());
    }

    @Override
    public Cost cost(Architecture architecture) {
        long params = without.params();
        long macs = without.macs();
        for (Operation edge : ((NasBench201Architecture) architecture).edges()) {
            Cost added = operations[edge.ordinal()];
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
