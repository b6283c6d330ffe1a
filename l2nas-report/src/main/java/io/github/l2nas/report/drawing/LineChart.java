package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over a common axis. What lies below the shown part of the upward axis is cut off.
 *
 * @param x the axis to the right
 * @param y the axis upwards
 * @param lines what is drawn
 * @param guides horizontal lines to compare with
 */
public record LineChart(Axis x, Axis y, List<Line> lines, List<Guide> guides) {

    /**
     * A point of a line.
     *
     * @param x where
     * @param y its value
     * @param low lower end of the band around it
     * @param high upper end; the same as {@code low} where there is no band
     */
    public record Point(double x, double y, double low, double high) {}

    /**
     * A line.
     *
     * @param name for the legend
     * @param colour index of its colour
     * @param steps whether a value holds until the next; else points are connected
     * @param points left to right
     */
    public record Line(String name, int colour, boolean steps, List<Point> points) {}

    /**
     * A horizontal line.
     *
     * @param name for the legend
     * @param y where
     */
    public record Guide(String name, double y) {}

    public LineChart {
        lines = List.copyOf(lines);
        guides = List.copyOf(guides);
    }

    /**
     * Draws the chart.
     *
     * @param width in pixels
     * @param height of the part between the axes, in pixels
     * @return the picture
     */
    public Drawing draw(double width, double height) {
        Markup svg = new Markup();
        double top = Legend.draw(svg, legend(), width) + PlotArea.TOP;
        PlotArea area = new PlotArea(x, y, PlotArea.LEFT, top, width - PlotArea.LEFT - PlotArea.RIGHT, height);
        area.draw(svg);
        for (Line line : lines) {
            drawBand(svg, area, line);
        }
        for (Guide guide : guides) {
            svg.empty(
                    "path",
                    "class",
                    "guide",
                    "d",
                    "M" + PlotArea.c(area.left()) + " " + PlotArea.c(area.toY(guide.y())) + "h"
                            + PlotArea.c(area.width()));
        }
        for (Line line : lines) {
            String path = path(
                    area,
                    line,
                    line.points().stream()
                            .filter(point -> point.y() >= y.low())
                            .map(point -> new double[] {point.x(), point.y()})
                            .toList());
            svg.empty("path", "class", "line colour" + line.colour(), "d", path);
        }
        return new Drawing(width, top + height + PlotArea.BOTTOM, svg);
    }

    private List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        if (lines.size() + guides.size() > 1) {
            lines.forEach(line -> entries.add(new Legend.Entry(line.name(), "line", "colour" + line.colour())));
            guides.forEach(guide -> entries.add(new Legend.Entry(guide.name(), "guide", "")));
        }
        return entries;
    }

    private void drawBand(Markup svg, PlotArea area, Line line) {
        List<Point> shown =
                line.points().stream().filter(point -> point.high() >= y.low()).toList();
        if (shown.stream().allMatch(point -> point.low() == point.high())) {
            return;
        }
        List<double[]> upper = new ArrayList<>();
        List<double[]> lower = new ArrayList<>();
        for (Point point : shown) {
            upper.add(new double[] {point.x(), point.high()});
            lower.add(new double[] {point.x(), Math.max(y.low(), point.low())});
        }
        String there = path(area, line, upper);
        StringBuilder back = new StringBuilder();
        for (int i = lower.size() - 1; i >= 0; i--) {
            double at = area.toY(lower.get(i)[1]);
            if (line.steps() && i < lower.size() - 1) {
                back.append('V').append(PlotArea.c(at));
                back.append('H').append(PlotArea.c(area.toX(lower.get(i)[0])));
            } else {
                back.append('L')
                        .append(PlotArea.c(area.toX(lower.get(i)[0])))
                        .append(' ')
                        .append(PlotArea.c(at));
            }
        }
        svg.empty("path", "class", "band colour" + line.colour(), "d", there + back + "Z");
    }

    private static String path(PlotArea area, Line line, List<double[]> points) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            String atX = PlotArea.c(area.toX(point[0]));
            String atY = PlotArea.c(area.toY(point[1]));
            if (path.isEmpty()) {
                path.append('M').append(atX).append(' ').append(atY);
            } else if (line.steps()) {
                path.append('H').append(atX).append('V').append(atY);
            } else {
                path.append('L').append(atX).append(' ').append(atY);
            }
        }
        return path.isEmpty() ? "M0 0" : path.toString();
    }
}
