package io.github.l2nas.spaces.ofa;

import io.github.l2nas.spaces.ActionShape;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.Cost;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.Skeleton;
import io.github.l2nas.spaces.graph.LayerGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

    private final OfaNetwork supernet;
    private final BlockCosts costs;

    /** The space with the costs of {@link OfaNetwork#IMAGENET}. */
    public OfaMobileNetV3() {
        this(OfaNetwork.IMAGENET);
    }

    /**
     * The space with the costs of another supernet or image size.
     *
     * @param supernet whose sub-networks' costs are counted
     */
    public OfaMobileNetV3(OfaNetwork supernet) {
        this.supernet = supernet;
        costs = new BlockCosts(supernet);
    }

    public OfaNetwork supernet() {
        return supernet;
    }

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

    /** As everywhere; here it is known without comparing networks that only rows of unused layers make no other one. */
    @Override
    public List<Architecture> neighbours(Architecture architecture) {
        int[] choices = architecture.choices();
        return SHAPE.neighbours(choices).stream()
                .filter(neighbour -> hasEffect(Arrays.mismatch(choices, neighbour), (OfaArchitecture) architecture))
                .<Architecture>map(OfaArchitecture::of)
                .toList();
    }

    private static boolean hasEffect(int row, OfaArchitecture architecture) {
        return row >= OfaArchitecture.LAYERS || architecture.active(row);
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

    @Override
    public Optional<Architecture> smallest() {
        return Optional.of(OfaArchitecture.SMALLEST);
    }

    /** Cost in this space's network: without anything said, the supernet of width 1.0 on 224 x 224 images, 1000 classes. */
    @Override
    public Cost cost(Architecture architecture) {
        return costs.of((OfaArchitecture) architecture);
    }
}
