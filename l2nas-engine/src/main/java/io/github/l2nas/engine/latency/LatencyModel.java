package io.github.l2nas.engine.latency;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The latency of a network as a sum over its blocks.
 *
 * @param base milliseconds that every network takes, not negative
 * @param blocks milliseconds of each block, by its name, not negative
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
     * @param network the blocks that are run
     * @return milliseconds, not negative
     */
    double latency(List<Block> network) {
        double sum = base;
        for (Block block : network) {
            Double known = blocks.get(block.name());
            sum += known == null ? rates.getOrDefault(block.kind(), 0.0) * block.work() : known;
        }
        return sum;
    }
}
