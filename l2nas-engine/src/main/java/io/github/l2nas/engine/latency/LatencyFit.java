package io.github.l2nas.engine.latency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Fits a latency model to networks that were timed. Inside a network a layer takes another time than alone: its input may lie in a
 * cache, and runtimes join layers. So the time of a block is what it took alone, times a factor for its kind, plus a deviation of its
 * own. Least squares of the relative errors; factors are drawn towards 1 and deviations towards 0, so that few networks do.
 */
final class LatencyFit {

    /** Squared relative error of a network over the squared distance of a kind's factor from 1. */
    private static final double FACTOR_WEIGHT = 1e-3;

    /** The same for the deviation of a block, as a share of its time alone. */
    private static final double DEVIATION_WEIGHT = 1e-2;

    /** The same for the time that every network takes, as a share of the mean network's. */
    private static final double BASE_WEIGHT = 1e-3;

    /** A weight that leaves nothing but the value that is drawn towards: no network takes less than nothing. */
    private static final double FIXED = 1e9;

    /** Networks that take less than this share of the mean count as if they took that: their relative errors matter less. */
    private static final double FASTEST = 0.25;

    /** A block with its time alone. */
    private record Known(Block block, double alone) {}

    private final Map<String, Known> blocks = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new LinkedHashMap<>();

    /**
     * @param timed what each block took alone, in milliseconds
     */
    LatencyFit(Map<Block, Double> timed) {
        timed.forEach((block, alone) -> {
            blocks.put(block.name(), new Known(block, alone));
            kinds.putIfAbsent(block.kind(), kinds.size());
        });
    }

    /**
     * Fits the model.
     *
     * @param networks the blocks of each network
     * @param latencies what each took, in milliseconds
     * @return the model
     */
    LatencyModel fit(List<List<Block>> networks, List<Double> latencies) {
        List<String> names = new ArrayList<>(blocks.keySet());
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, 1 + kinds.size() + places.size()));
        double mean =
                latencies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        int unknowns = 1 + kinds.size() + names.size();
        RealMatrix normal = new Array2DRowRealMatrix(unknowns, unknowns);
        RealVector right = new ArrayRealVector(unknowns);
        for (int i = 0; i < networks.size(); i++) {
            double scale = Math.max(latencies.get(i), FASTEST * mean);
            RealVector row = row(networks.get(i), places, unknowns, mean).mapDivideToSelf(scale);
            normal = normal.add(row.outerProduct(row));
            right = right.add(row.mapMultiply(latencies.get(i) / scale));
        }
        draw(normal, right, 0, BASE_WEIGHT, 0);
        for (int kind : kinds.values()) {
            draw(normal, right, 1 + kind, FACTOR_WEIGHT, 1);
        }
        for (int place : places.values()) {
            draw(normal, right, place, DEVIATION_WEIGHT, 0);
        }
        RealVector solution = solve(normal, right);
        if (solution.getEntry(0) < 0) {
            draw(normal, right, 0, FIXED, 0);
            solution = solve(normal, right);
        }
        return model(solution, places, mean);
    }

    private static RealVector solve(RealMatrix normal, RealVector right) {
        return new CholeskyDecomposition(normal).getSolver().solve(right);
    }

    private RealVector row(List<Block> network, Map<String, Integer> places, int unknowns, double mean) {
        RealVector row = new ArrayRealVector(unknowns);
        row.setEntry(0, mean);
        for (Block block : network) {
            double alone = blocks.get(block.name()).alone();
            row.addToEntry(1 + kinds.get(block.kind()), alone);
            row.addToEntry(places.get(block.name()), alone);
        }
        return row;
    }

    private static void draw(RealMatrix normal, RealVector right, int place, double weight, double towards) {
        normal.addToEntry(place, place, weight);
        right.addToEntry(place, weight * towards);
    }

    private LatencyModel model(RealVector solution, Map<String, Integer> places, double mean) {
        Map<String, Double> fitted = new LinkedHashMap<>();
        Map<String, double[]> sums = new LinkedHashMap<>();
        blocks.forEach((name, known) -> {
            double factor =
                    solution.getEntry(1 + kinds.get(known.block().kind())) + solution.getEntry(places.get(name));
            double latency = Math.max(0, factor * known.alone());
            fitted.put(name, latency);
            double[] sum = sums.computeIfAbsent(known.block().kind(), kind -> new double[2]);
            sum[0] += latency;
            sum[1] += known.block().work();
        });
        Map<String, Double> rates = new LinkedHashMap<>();
        sums.forEach((kind, sum) -> rates.put(kind, sum[0] / sum[1]));
        return new LatencyModel(Math.max(0, solution.getEntry(0) * mean), fitted, rates);
    }
}
