package io.github.l2nas.spaces.nasbench201;

import io.github.l2nas.spaces.ActionShape;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.Cost;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.Skeleton;
import io.github.l2nas.spaces.graph.LayerGraph;

/**
 * The NAS-Bench-201 space: one cell with 6 edges and 5 operations, 15 625 architectures. Actions are one 6 x 5 matrix,
 * discretized row by row (paper, Algorithm 1).
 */
public final class NasBench201 implements SearchSpace {

    private static final ActionShape SHAPE = ActionShape.rowWise(new ActionShape.Matrix(6, Operation.values().length));

    @Override
    public String name() {
        return "nas-bench-201";
    }

    @Override
    public ActionShape actionShape() {
        return SHAPE;
    }

    @Override
    public NasBench201Architecture architecture(int[] choices) {
        SHAPE.requireValid(choices);
        return NasBench201Architecture.of(choices);
    }

    @Override
    public NasBench201Architecture parse(String text) {
        return NasBench201Architecture.parse(text);
    }

    @Override
    public LayerGraph network(Architecture architecture, Skeleton skeleton) {
        return new NasBench201Network(skeleton, false).compile((NasBench201Architecture) architecture);
    }

    @Override
    public LayerGraph supernetPath(Architecture architecture, Skeleton skeleton) {
        return new NasBench201Network(skeleton, true).compile((NasBench201Architecture) architecture);
    }

    /**
     * Cost in the benchmark's network: 16 channels, 5 cells a stage, 10 classes, 32 x 32 images. As in the benchmark's
     * own figures, the classifier's bias counts among the multiply-accumulates.
     */
    @Override
    public Cost cost(Architecture architecture) {
        NasBench201Network network = NasBench201Network.CIFAR_10;
        LayerGraph graph = network.compile((NasBench201Architecture) architecture);
        return new Cost(graph.params(), graph.macs() + network.skeleton().classes());
    }
}
