package io.github.l2nas.spaces.ofa;

import io.github.l2nas.spaces.ActionShape;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.Cost;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.Skeleton;
import io.github.l2nas.spaces.graph.LayerGraph;

/**
 * Once-for-All's MobileNetV3 space. Actions are a 20 x 9 matrix (layers by expansion and kernel size, see {@link
 * OfaArchitecture#choices()}) and a 5 x 3 matrix (units by depth), discretized row by row (paper, Algorithm 1). Rows of
 * layers beyond a unit's depth are one-hot too, as in the paper, though they have no effect.
 */
public final class OfaMobileNetV3 implements SearchSpace {

    private static final ActionShape SHAPE = ActionShape.rowWise(
            new ActionShape.Matrix(
                    OfaArchitecture.LAYERS, OfaArchitecture.EXPANSIONS.size() * OfaArchitecture.KERNEL_SIZES.size()),
            new ActionShape.Matrix(OfaArchitecture.UNITS, OfaArchitecture.DEPTHS.size()));

    @Override
    public String name() {
        return "ofa-mbv3";
    }

    @Override
    public ActionShape actionShape() {
        return SHAPE;
    }

    @Override
    public OfaArchitecture architecture(int[] choices) {
        SHAPE.requireValid(choices);
        return OfaArchitecture.of(choices);
    }

    @Override
    public OfaArchitecture parse(String text) {
        return OfaArchitecture.parse(text);
    }

    @Override
    public LayerGraph network(Architecture architecture, Skeleton skeleton) {
        throw new IllegalArgumentException(
                "networks of ofa-mbv3 inherit the weights of a published supernet; they can't"
                        + " be trained from scratch here");
    }

    @Override
    public LayerGraph supernetPath(Architecture architecture, Skeleton skeleton) {
        return network(architecture, skeleton);
    }

    /** Cost in the supernet of width 1.0 with 1000 classes and 224 x 224 images. */
    @Override
    public Cost cost(Architecture architecture) {
        LayerGraph graph = OfaNetwork.IMAGENET.compile((OfaArchitecture) architecture);
        return new Cost(graph.params(), graph.macs());
    }
}
