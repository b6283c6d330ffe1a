package io.github.l2nas.engine.latency;

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
 * cache, runtimes join layers, and a run costs something by itself. So the time of a block is what it took alone beyond what running
 * nothing takes, times a factor for its kind, plus what starting a layer of its kind takes, plus a deviation of its own. Least squares
 * of the relative errors; all unknowns are drawn towards what they would be without any network, so that few networks do.
 */
final class LatencyFit {

    /** Squared relative error of a network over the squared distance of a kind's factor from 1. */
    private static final double FACTOR_WEIGHT = 1e-3;

    /** The same for what starting a layer takes, as a share of running nothing, and its distance from this. */
    private static final double START_WEIGHT = 1e-3;

    private static final double USUAL_START = 0.2;

    /** The same for the deviation of a block, as a share of its time. */
    private static final double DEVIATION_WEIGHT = 1e-2;

    /** The same for the time that every network takes, as a share of the mean network's. */
    private static final double BASE_WEIGHT = 1e-3;

    /** A weight that leaves nothing but the value that is drawn towards: no network takes less than nothing. */
    private static final double FIXED = 1e9;

    /** Networks that take less than this share of the mean count as if they took that: their relative errors matter less. */
    private static final double FASTEST = 0.25;

    /** A block with its time alone, without that of running nothing. */
    private record Known(Block block, double alone) {}

    private final double nothing;
    private final Map<String, Known> blocks = new LinkedHashMap<>();
    private final Map<String, Integer> kinds = new LinkedHashMap<>();

    /**
     * @param timed what each block took alone, in milliseconds
     * @param nothing what running no layer took, in milliseconds
     */
    LatencyFit(Map<Block, Double> timed, double nothing) {
        this.nothing = nothing;
        timed.forEach((block, alone) -> {
            blocks.put(block.name(), new Known(block, Math.max(0, alone - nothing)));
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
        Map<String, Integer> places = new HashMap<>();
        blocks.keySet().forEach(name -> places.put(name, 1 + 2 * kinds.size() + places.size()));
        double mean =
                latencies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        int unknowns = 1 + 2 * kinds.size() + blocks.size();
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
            draw(normal, right, factor(kind), FACTOR_WEIGHT, 1);
            draw(normal, right, start(kind), START_WEIGHT, USUAL_START);
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

    private static int factor(int kind) {
        return 1 + 2 * kind;
    }

    private static int start(int kind) {
        return 2 + 2 * kind;
    }

    /** What a deviation of 1 adds to a block's time. */
    private double usual(Known known) {
        return known.alone() + USUAL_START * nothing;
    }

    private static RealVector solve(RealMatrix normal, RealVector right) {
        return new CholeskyDecomposition(normal).getSolver().solve(right);
    }

    private RealVector row(List<Block> network, Map<String, Integer> places, int unknowns, double mean) {
        RealVector row = new ArrayRealVector(unknowns);
        row.setEntry(0, mean);
        for (Block block : network) {
            Known known = blocks.get(block.name());
            row.addToEntry(factor(kinds.get(block.kind())), known.alone());
            row.addToEntry(start(kinds.get(block.kind())), nothing);
            row.addToEntry(places.get(block.name()), usual(known));
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
            int kind = kinds.get(known.block().kind());
            double latency = Math.max(
                    0,
                    solution.getEntry(factor(kind)) * known.alone()
                            + solution.getEntry(start(kind)) * nothing
                            + solution.getEntry(places.get(name)) * usual(known));
            fitted.put(name, latency);
            double[] sum = sums.computeIfAbsent(known.block().kind(), any -> new double[2]);
            sum[0] += latency;
            sum[1] += known.block().work();
        });
        Map<String, Double> rates = new LinkedHashMap<>();
        sums.forEach((kind, sum) -> rates.put(kind, sum[0] / sum[1]));
        return new LatencyModel(Math.max(0, solution.getEntry(0) * mean), fitted, rates);
    }
}
