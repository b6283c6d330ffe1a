package io.github.l2nas.report.drawing;

import java.util.Arrays;

/** Many points, in the order in which they came. A history may have a million. */
public final class Points {

    private double[] x = new double[16];
    private double[] y = new double[16];
    private int size;

    /**
     * Adds a point.
     *
     * @param atX value to the right
     * @param atY value upwards
     */
    public void add(double atX, double atY) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = atX;
        y[size++] = atY;
    }

    /**
     * Adds all points of others.
     *
     * @param others are left as they are
     */
    public void addAll(Points others) {
        for (int i = 0; i < others.size; i++) {
            add(others.x[i], others.y[i]);
        }
    }

    public int size() {
        return size;
    }

    /**
     * A value to the right.
     *
     * @param point from 0
     * @return its value
     */
    public double x(int point) {
        return x[point];
    }

    /**
     * A value upwards.
     *
     * @param point from 0
     * @return its value
     */
    public double y(int point) {
        return y[point];
    }

    /**
     * Some of the points.
     *
     * @param from first point
     * @param to the point after the last
     * @return new points
     */
    public Points part(int from, int to) {
        Points part = new Points();
        for (int i = from; i < to; i++) {
            part.add(x[i], y[i]);
        }
        return part;
    }

    /**
     * The values to the right in ascending order.
     *
     * @return a new array
     */
    public double[] sortedX() {
        return sorted(x);
    }

    /**
     * The values upwards in ascending order.
     *
     * @return a new array
     */
    public double[] sortedY() {
        return sorted(y);
    }

    private double[] sorted(double[] values) {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
