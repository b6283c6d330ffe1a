package io.github.l2nas.engine.latency;

import io.github.l2nas.api.graph.LayerGraph;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latency of a network as a sum over its blocks.
 *
 * @param base milliseconds that every network takes
 * @param blocks milliseconds of each block, by its name
 * @param rates milliseconds for a unit of {@link Block#work}, by kind of block: for blocks that were not timed
 */
record LatencyModel(double base, Map<String, Double> blocks, Map<String, Double> rates) {

    LatencyModel {
        blocks = new TreeMap<>(blocks);
        rates = new TreeMap<>(rates);
    }

    /**
     * The latency of a network.
     *
     * @param graph as it answers
     * @return milliseconds, not negative
     */
    double latency(LayerGraph graph) {
        double sum = base;
        for (Block block : Block.of(graph)) {
            Double known = blocks.get(block.name());
            sum += known == null ? rates.getOrDefault(block.kind(), 0.0) * block.work() : known;
        }
        return Math.max(0, sum);
    }
}
