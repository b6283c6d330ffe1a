package io.github.l2nas.api.space;

import io.github.l2nas.api.graph.LayerGraph;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Costs of a space's networks of one size, counted in their layer graphs and remembered. */
final class GraphCosts implements CostModel {

    private static final int MOST_KNOWN = 100_000;

    private final NetworkSpace space;
    private final Skeleton skeleton;
    private final ConcurrentMap<String, Cost> known = new ConcurrentHashMap<>();

    GraphCosts(NetworkSpace space, Skeleton skeleton) {
        this.space = space;
        this.skeleton = skeleton;
    }

    @Override
    public Cost cost(Architecture architecture) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(architecture.identity(), key -> count(architecture));
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
