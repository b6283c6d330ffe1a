package io.github.l2nas.api.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The volume of what a set of points dominates and a reference point bounds (Zitzler and Thiele 1999). More is better. Points are
 * vectors of losses, less is better in each.
 */
public final class Hypervolume {

    private Hypervolume() {}

    /**
     * The hypervolume, exactly: the space is cut into slices along its last axis, and so on down to two axes (Knowles 2002). With n
     * points it takes time of the order n log n for two objectives, and n times more for each further one.
     *
     * @param points by point its losses; one that is not better than the reference everywhere adds nothing
     * @param reference a loss for each objective, at least one
     * @return at least 0
     */
    public static double of(List<double[]> points, double[] reference) {
        List<double[]> inside = new ArrayList<>();
        for (double[] point : points) {
            if (isInside(point, reference)) {
                inside.add(point);
            }
        }
        return volume(inside, reference, reference.length);
    }

    private static boolean isInside(double[] point, double[] reference) {
        for (int i = 0; i < reference.length; i++) {
            if (!(point[i] < reference[i])) {
                return false;
            }
        }
        return true;
    }

    /** By the first axes only. */
    private static double volume(List<double[]> points, double[] reference, int axes) {
        if (points.isEmpty()) {
            return 0;
        }
        int last = axes - 1;
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(point -> point[last]));
        if (axes == 1) {
            return reference[0] - sorted.get(0)[0];
        }
        if (axes == 2) {
            return area(sorted, reference);
        }
        double volume = 0;
        List<double[]> below = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            double[] point = sorted.get(i);
            if (below.stream().noneMatch(other -> covers(other, point, last))) {
                below.removeIf(other -> covers(point, other, last));
                below.add(point);
            }
            double end = i + 1 < sorted.size() ? sorted.get(i + 1)[last] : reference[last];
            if (end > point[last]) {
                volume += (end - point[last]) * volume(below, reference, last);
            }
        }
        return volume;
    }

    private static boolean covers(double[] one, double[] other, int axes) {
        for (int i = 0; i < axes; i++) {
            if (one[i] > other[i]) {
                return false;
            }
        }
        return true;
    }

    /** Points by their second loss, ascending. */
    private static double area(List<double[]> points, double[] reference) {
        double area = 0;
        double least = reference[0];
        for (double[] point : points) {
            if (point[0] < least) {
                area += (least - point[0]) * (reference[1] - point[1]);
                least = point[0];
            }
        }
        return area;
    }

    /**
     * The worst losses of some points: the usual reference.
     *
     * @param points at least one
     * @return by objective the largest loss
     */
    public static double[] worst(List<double[]> points) {
        double[] worst = points.get(0).clone();
        for (double[] point : points) {
            Arrays.setAll(worst, i -> Math.max(worst[i], point[i]));
        }
        return worst;
    }
}
