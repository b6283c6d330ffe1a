package io.github.l2nas.api.space;

import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.NetworkBuilder;
import io.github.l2nas.api.graph.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A search space of one's own: a class that names its choices and builds a network from them.
 *
 * <pre>{@code
 * public class SmallNetworks extends ChoiceNetworkSpace {
 *     public SmallNetworks() {
 *         super("small-networks", Choice.of("width", 8, 16), Choice.of("kernel", 3, 5));
 *     }
 *
 *     @Override
 *     protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
 *         int width = architecture.number("width");
 *         FeatureMap map = input.convolution("stem", width, 3, 2).batchNorm().relu();
 *         map = map.separableConvolution("block", 2 * width, architecture.number("kernel"), 2);
 *         return map.globalAverage().linear("classifier", classes);
 *     }
 * }
 * }</pre>
 *
 * <p>Such a space has supernet training, searches on the supernet, training from scratch, export and limits on cost. The path of
 * an architecture through the supernet is its network: architectures whose layers have the same names share the weights of the
 * same sizes ({@link NetworkBuilder}). Images may have any size that the layers take; columns of a table are channels of one
 * pixel. The class is public and has a public constructor without parameters.
 */
public abstract class ChoiceNetworkSpace extends ChoiceSpace implements NetworkSpace {

    /**
     * @param name of the space in results: lower-case letters, digits and hyphens, at most 64 characters
     * @param choices at least one
     * @throws IllegalArgumentException where the choices won't do, as {@link ChoiceSpace} says
     */
    protected ChoiceNetworkSpace(String name, Choice... choices) {
        this(name, List.of(choices));
    }

    /**
     * @param name of the space in results: lower-case letters, digits and hyphens, at most 64 characters
     * @param choices at least one
     * @throws IllegalArgumentException where the choices won't do, as {@link ChoiceSpace} says
     */
    protected ChoiceNetworkSpace(String name, List<Choice> choices) {
        super(name, choices);
    }

    /**
     * Builds the network of an architecture. The same architecture gives the same network whenever it is asked for; several
     * threads may ask at once.
     *
     * @param architecture values of the choices
     * @param input one image, C x H x W; C x 1 x 1 for columns of a table
     * @param classes number of classes, at least 2
     * @return the logits: classes x 1 x 1
     * @throws IllegalArgumentException where a layer does not fit; {@link FeatureMap} throws it
     */
    protected abstract FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes);

    /**
     * The images and classes for which costs are counted in a search that has no data set, one on a benchmark's table. Without
     * them such a search has no costs.
     *
     * @return made with {@link Skeleton#of(Shape, int)}; empty unless overridden
     */
    protected Optional<Skeleton> publishedSkeleton() {
        return Optional.empty();
    }

    /** Its networks are built whole. */
    @Override
    public final boolean usesChannelsAndCells() {
        return false;
    }

    @Override
    public final LayerGraph network(Architecture architecture, Skeleton skeleton) {
        NetworkBuilder network = new NetworkBuilder(skeleton.image());
        try {
            FeatureMap logits = build((ChoiceArchitecture) architecture, network.input(), skeleton.classes());
            if (logits.shape().channels() != skeleton.classes()) {
                throw new IllegalArgumentException("its output is " + logits.shape() + ", but there are "
                        + skeleton.classes() + " classes. End with linear(name, classes)");
            }
            return network.build(logits);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    getClass().getName() + " can't build the network of " + architecture.notation() + " for "
                            + skeleton.image() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public final LayerGraph supernetPath(Architecture architecture, Skeleton skeleton) {
        return network(architecture, skeleton);
    }

    /** Has a {@link CostModel} where there is a {@link #publishedSkeleton()}. */
    @Override
    public <C> Optional<C> capability(Class<C> type) {
        if (type == CostModel.class) {
            return publishedSkeleton().map(skeleton -> type.cast(costModel(skeleton)));
        }
        return super.capability(type);
    }

    private CostModel costModel(Skeleton skeleton) {
        return architecture -> {
            LayerGraph network = network(architecture, skeleton);
            return new Cost(network.params(), network.macs());
        };
    }
}
