package io.github.l2nas.engine.strategy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How lonely a point of a front is: the crowding distance of NSGA-II (Deb et al. 2002, section III-B). */
final class CrowdingDistance {

    private CrowdingDistance() {}

    /**
     * The distances.
     *
     * @param front by point its losses
     * @return by point the sum over the objectives of the distance between its two neighbours, as a share of the objective's range on
     *     the front; infinite for the ends of an objective, of equals the first and the last
     */
    static double[] of(List<double[]> front) {
        double[] distances = new double[front.size()];
        int objectives = front.isEmpty() ? 0 : front.get(0).length;
        for (int objective = 0; objective < objectives; objective++) {
            int axis = objective;
            int[] order = IntStream.range(0, front.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> front.get(i)[axis]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int last = order.length - 1;
            double range = front.get(order[last])[axis] - front.get(order[0])[axis];
            distances[order[0]] = Double.POSITIVE_INFINITY;
            distances[order[last]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < last && range > 0; i++) {
                distances[order[i]] += (front.get(order[i + 1])[axis] - front.get(order[i - 1])[axis]) / range;
            }
        }
        return distances;
    }
}
