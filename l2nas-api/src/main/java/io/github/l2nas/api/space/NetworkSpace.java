package io.github.l2nas.api.space;

import io.github.l2nas.api.graph.LayerGraph;
import java.util.Map;

/**
 * What a space offers whose architectures are networks that can be trained here. Such a space has supernet training, searches
 * on the supernet, training from scratch, export and limits on cost without anything else.
 */
public interface NetworkSpace extends SearchSpace {

    /**
     * The network of an architecture, as it is trained from scratch.
     *
     * @param architecture an architecture of this space
     * @param skeleton the network around the cells
     * @return its layer graph
     * @throws IllegalArgumentException where the skeleton does not fit the space; says what to change
     */
    LayerGraph network(Architecture architecture, Skeleton skeleton);

    /**
     * The path of an architecture through the space's weight-sharing supernet: architectures that use the same operation
     * in the same place name the same weights.
     *
     * @param architecture an architecture of this space
     * @param skeleton the network around the cells
     * @return the path's layer graph
     * @throws IllegalArgumentException where the skeleton does not fit the space; says what to change
     */
    LayerGraph supernetPath(Architecture architecture, Skeleton skeleton);

    /**
     * Whether a skeleton's channels and cells size this space's networks. A space that builds its networks whole ignores them; its
     * recipes have neither.
     *
     * @return true unless overridden
     */
    default boolean usesChannelsAndCells() {
        return true;
    }

    /**
     * What the networks of this space cost in one size. Spaces whose costs are sums over parts count faster than layer graph by
     * layer graph, as this does.
     *
     * @param skeleton the network around the cells, without auxiliary head
     * @return the costs of {@link #network}
     */
    default CostModel costs(Skeleton skeleton) {
        return new GraphCosts(this, skeleton);
    }

    /**
     * How a supernet of this space is best trained.
     *
     * @return what differs from the usual recipe, by the names of its settings
     */
    default Map<String, String> supernetRecipe() {
        return Map.of();
    }

    /**
     * How an architecture of this space is best trained from scratch.
     *
     * @return what differs from the usual recipe, by the names of its settings
     */
    default Map<String, String> trainingRecipe() {
        return Map.of();
    }
}
