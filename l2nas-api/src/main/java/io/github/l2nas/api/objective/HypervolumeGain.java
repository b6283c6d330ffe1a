package io.github.l2nas.api.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * By how much a point would enlarge the hypervolume of a front. What the front does not dominate is cut into boxes once; then a
 * point costs a few operations for each box: n + 1 boxes for n points and two objectives, n times more for each further one.
 */
public final class HypervolumeGain {

    /** By box and axis the lower end, then the upper ends. */
    private final List<double[]> boxes = new ArrayList<>();

    private final int axes;

    /**
     * @param front by point its losses
     * @param reference what bounds the volume: a loss for each objective, at least two
     */
    public HypervolumeGain(List<double[]> front, double[] reference) {
        axes = reference.length;
        List<double[]> inside = new ArrayList<>();
        for (double[] point : front) {
            boolean isInside = true;
            for (int axis = 0; axis < axes; axis++) {
                isInside &= point[axis] < reference[axis];
            }
            if (isInside) {
                inside.add(point);
            }
        }
        double[] box = new double[2 * axes];
        Arrays.fill(box, 0, axes, Double.NEGATIVE_INFINITY);
        System.arraycopy(reference, 0, box, axes, axes);
        cut(inside, box, axes - 1);
    }

    /** Slices along an axis; within a slice the points that reach into it count. */
    private void cut(List<double[]> points, double[] box, int axis) {
        if (axis == 0) {
            double end = points.stream().mapToDouble(point -> point[0]).min().orElse(box[axes]);
            double[] whole = box.clone();
            whole[axes] = Math.min(end, box[axes]);
            boxes.add(whole);
            return;
        }
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparingDouble(point -> point[axis]));
        double from = Double.NEGATIVE_INFINITY;
        for (int count = 0; count <= sorted.size(); count++) {
            double to = count < sorted.size() ? sorted.get(count)[axis] : box[axes + axis];
            if (to > from) {
                double[] slice = box.clone();
                slice[axis] = from;
                slice[axes + axis] = to;
                cut(sorted.subList(0, count), slice, axis - 1);
            }
            from = to;
        }
    }

    /**
     * The gain.
     *
     * @param point losses
     * @return at least 0; 0 where the front dominates it or the reference does not bound it
     */
    public double of(double[] point) {
        double gain = 0;
        for (double[] box : boxes) {
            double volume = 1;
            for (int axis = 0; axis < axes && volume > 0; axis++) {
                volume *= Math.max(0, box[axes + axis] - Math.max(box[axis], point[axis]));
            }
            gain += volume;
        }
        return gain;
    }
}
