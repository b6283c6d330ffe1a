package io.github.l2nas.api.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pareto dominance: a point dominates another where it is nowhere worse and somewhere better. Points are vectors of losses, less
 * is better in each.
 */
public final class NonDominatedSort {

    private NonDominatedSort() {}

    /**
     * Whether a point dominates another.
     *
     * @param one losses
     * @param other losses of the same objectives
     * @return false also for equal points
     */
    public static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
            better |= one[i] < other[i];
        }
        return better;
    }

    /**
     * The fast non-dominated sort (Deb et al. 2002, section III-A): the first front are the points that none dominates, the second
     * those that only points of the first dominate, and so on.
     *
     * @param points by point its losses
     * @return by front the indices of its points, ascending; each point once
     */
    public static List<List<Integer>> fronts(List<double[]> points) {
        int size = points.size();
        int[] dominatedBy = new int[size];
        List<List<Integer>> dominated = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            dominated.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (dominates(points.get(i), points.get(j))) {
                    dominated.get(i).add(j);
                    dominatedBy[j]++;
                }
            }
        }
        List<List<Integer>> fronts = new ArrayList<>();
        List<Integer> front = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (dominatedBy[i] == 0) {
                front.add(i);
            }
        }
        while (!front.isEmpty()) {
            fronts.add(List.copyOf(front));
            List<Integer> next = new ArrayList<>();
            for (int i : front) {
                for (int j : dominated.get(i)) {
                    if (--dominatedBy[j] == 0) {
                        next.add(j);
                    }
                }
            }
            next.sort(null);
            front = next;
        }
        return fronts;
    }

    /**
     * The points that none dominates, of equal points the first.
     *
     * @param points by point its losses
     * @return indices, ascending
     */
    public static List<Integer> firstFront(List<double[]> points) {
        List<Integer> front = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            double[] point = points.get(i);
            boolean covered = front.stream()
                    .map(points::get)
                    .anyMatch(other -> dominates(other, point) || Arrays.equals(other, point));
            if (!covered) {
                front.removeIf(other -> dominates(point, points.get(other)));
                front.add(i);
            }
        }
        return front;
    }
}
