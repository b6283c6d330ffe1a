package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * A line through points, and a band around it.
 *
 * @param name for the legend or the end of the line; empty where it needs none
 * @param look classes of its colour
 * @param steps whether a value holds until the next; else points are connected
 * @param points left to right
 */
public record Curve(String name, String look, boolean steps, List<Point> points) implements Layer {

    /**
     * A point of a line.
     *
     * @param x where
     * @param y its value
     * @param low lower end of the band around it
     * @param high upper end; the same as {@code low} where there is no band
     */
    public record Point(double x, double y, double low, double high) {

        /**
         * A point without a band.
         *
         * @param x where
         * @param y its value
         */
        public Point(double x, double y) {
            this(x, y, y, y);
        }
    }

    public Curve {
        points = List.copyOf(points);
    }

    @Override
    public void draw(Markup svg, PlotArea area) {
        List<Point> shown =
                points.stream().filter(point -> point.x() >= area.x().low()).toList();
        if (shown.stream().anyMatch(point -> point.low() < point.high())) {
            drawBand(svg, area, shown);
        }
        List<double[]> line = new ArrayList<>();
        for (Point point : shown) {
            // What comes from below the axis, or ends there, touches it.
            line.add(new double[] {point.x(), Math.max(area.y().low(), point.y())});
        }
        while (line.size() > 1
                && line.get(0)[1] <= area.y().low()
                && line.get(1)[1] <= area.y().low()) {
            line.remove(0);
        }
        svg.empty("path", "class", "line " + look, "d", path(area, line));
    }

    private void drawBand(Markup svg, PlotArea area, List<Point> shown) {
        List<double[]> upper = new ArrayList<>();
        List<double[]> lower = new ArrayList<>();
        for (Point point : shown) {
            upper.add(new double[] {point.x(), clipped(area, point.high())});
            lower.add(new double[] {point.x(), clipped(area, point.low())});
        }
        String there = path(area, upper);
        StringBuilder back = new StringBuilder();
        for (int i = lower.size() - 1; i >= 0; i--) {
            double at = area.toY(lower.get(i)[1]);
            if (steps && i < lower.size() - 1) {
                back.append('V').append(PlotArea.c(at));
                back.append('H').append(PlotArea.c(area.toX(lower.get(i)[0])));
            } else {
                back.append('L')
                        .append(PlotArea.c(area.toX(lower.get(i)[0])))
                        .append(' ')
                        .append(PlotArea.c(at));
            }
        }
        svg.empty("path", "class", "band " + look, "d", there + back + "Z");
    }

    private static double clipped(PlotArea area, double value) {
        return Math.min(area.y().high(), Math.max(area.y().low(), value));
    }

    private String path(PlotArea area, List<double[]> through) {
        StringBuilder path = new StringBuilder();
        for (double[] point : through) {
            String atX = PlotArea.c(area.toX(point[0]));
            String atY = PlotArea.c(area.toY(point[1]));
            if (path.isEmpty()) {
                path.append('M').append(atX).append(' ').append(atY);
            } else if (steps) {
                path.append('H').append(atX).append('V').append(atY);
            } else {
                path.append('L').append(atX).append(' ').append(atY);
            }
        }
        return path.isEmpty() ? "M0 0" : path.toString();
    }

    @Override
    public List<Legend.Entry> legend() {
        return name.isEmpty() ? List.of() : List.of(new Legend.Entry(name, "line", look));
    }
}
