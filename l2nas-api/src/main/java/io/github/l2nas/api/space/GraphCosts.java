package io.github.l2nas.api.space;

import io.github.l2nas.api.graph.LayerGraph;

/** Costs of a space's networks of one size, counted in their layer graphs and remembered. */
final class GraphCosts implements CostModel {

    private final NetworkSpace space;
    private final Skeleton skeleton;
    private final ArchitectureMemo<Cost> known = new ArchitectureMemo<>();

    GraphCosts(NetworkSpace space, Skeleton skeleton) {
        this.space = space;
        this.skeleton = skeleton;
    }

    @Override
    public Cost cost(Architecture architecture) {
        return known.get(architecture, this::count);
    }

    private Cost count(Architecture architecture) {
        LayerGraph graph = space.network(architecture, skeleton);
        return new Cost(graph.params(), graph.macs());
    }

    @Override
    public String network() {
        return space.usesChannelsAndCells() ? skeleton.description() : skeleton.data();
    }
}
