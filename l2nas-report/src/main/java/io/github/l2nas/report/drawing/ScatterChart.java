package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Points over two axes.
 *
 * @param x the axis to the right
 * @param y the axis upwards
 * @param clouds points that share a colour
 * @param front points that a stepped line connects, left to right; may be empty
 * @param frontName what it is
 * @param diagonal whether a line marks where both values are the same
 * @param highlight a point that is ringed, or null
 * @param highlightName what it is
 */
public record ScatterChart(
        Axis x,
        Axis y,
        List<Cloud> clouds,
        List<Point> front,
        String frontName,
        boolean diagonal,
        Point highlight,
        String highlightName) {

    /** Points nearer than this, in pixels, look like one. */
    private static final double RESOLUTION = 2;

    /**
     * A point.
     *
     * @param x value to the right
     * @param y value upwards
     */
    public record Point(double x, double y) {}

    /**
     * Points that share a colour.
     *
     * @param name for the legend
     * @param colour index of its colour
     * @param points in any order; those outside the axes are not drawn
     */
    public record Cloud(String name, int colour, List<Point> points) {}

    public ScatterChart {
        clouds = List.copyOf(clouds);
        front = List.copyOf(front);
    }

    /**
     * Draws what the signs mean.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing drawLegend(double width) {
        Markup svg = new Markup();
        return new Drawing(width, Legend.draw(svg, legend(), width), svg);
    }

    /**
     * Draws the chart without its legend.
     *
     * @param width in pixels
     * @param height of the part between the axes, in pixels
     * @return the picture
     */
    public Drawing draw(double width, double height) {
        Markup svg = new Markup();
        double top = PlotArea.TOP;
        PlotArea area = new PlotArea(x, y, PlotArea.LEFT, top, width - PlotArea.LEFT - PlotArea.RIGHT, height);
        area.draw(svg);
        if (diagonal) {
            double from = Math.max(x.low(), y.low());
            double to = Math.min(x.high(), y.high());
            if (to > from) {
                svg.empty("path", "class", "guide", "d", line(area, from, from, to, to));
            }
        }
        for (Cloud cloud : clouds) {
            svg.empty("path", "class", "dots colour" + cloud.colour(), "d", dots(area, cloud.points()));
        }
        drawFront(svg, area);
        if (highlight != null) {
            svg.empty(
                    "circle", "class", "ring", "cx", area.toX(highlight.x()), "cy", area.toY(highlight.y()), "r", 6.5);
        }
        return new Drawing(width, top + height + PlotArea.BOTTOM, svg);
    }

    private static String line(PlotArea area, double x1, double y1, double x2, double y2) {
        return "M" + PlotArea.c(area.toX(x1)) + " " + PlotArea.c(area.toY(y1)) + "L" + PlotArea.c(area.toX(x2)) + " "
                + PlotArea.c(area.toY(y2));
    }

    private List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        clouds.forEach(cloud -> entries.add(new Legend.Entry(cloud.name(), "dots", "colour" + cloud.colour())));
        if (!front.isEmpty()) {
            entries.add(new Legend.Entry(frontName, "front", ""));
        }
        if (diagonal) {
            entries.add(new Legend.Entry("as predicted", "guide", ""));
        }
        if (highlight != null) {
            entries.add(new Legend.Entry(highlightName, "ring", ""));
        }
        return entries;
    }

    private void drawFront(Markup svg, PlotArea area) {
        if (front.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (Point point : front) {
            if (!area.contains(point.x(), point.y())) {
                continue;
            }
            String atX = PlotArea.c(area.toX(point.x()));
            String atY = PlotArea.c(area.toY(point.y()));
            if (path.isEmpty()) {
                path.append('M').append(atX).append(' ').append(atY);
            } else {
                path.append('H').append(atX).append('V').append(atY);
            }
        }
        if (path.isEmpty()) {
            return;
        }
        path.append('H').append(PlotArea.c(area.left() + area.width()));
        svg.empty("path", "class", "front", "d", path);
        svg.empty("path", "class", "frontdots", "d", dots(area, front));
    }

    /** One path of points of no length, which round line ends make visible: the fewest bytes for a point. */
    private static String dots(PlotArea area, List<Point> points) {
        StringBuilder path = new StringBuilder("M0 0");
        Set<Long> taken = new HashSet<>();
        for (Point point : points) {
            if (!area.contains(point.x(), point.y())) {
                continue;
            }
            double atX = area.toX(point.x());
            double atY = area.toY(point.y());
            long cell = (Math.round(atX / RESOLUTION) << 32) | Math.round(atY / RESOLUTION);
            if (taken.add(cell)) {
                path.append('M')
                        .append(PlotArea.c(atX))
                        .append(' ')
                        .append(PlotArea.c(atY))
                        .append("h0");
            }
        }
        return path.toString();
    }
}
