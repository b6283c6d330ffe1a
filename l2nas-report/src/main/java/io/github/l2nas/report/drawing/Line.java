package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * A straight line to compare with.
 *
 * @param name for the legend
 * @param level where it crosses the upward axis; NaN for the line where both values are the same
 */
public record Line(String name, double level) implements Layer {

    /**
     * The line where both values are the same.
     *
     * @param name for the legend
     * @return the line
     */
    public static Line diagonal(String name) {
        return new Line(name, Double.NaN);
    }

    @Override
    public void draw(Markup svg, PlotArea area) {
        if (Double.isNaN(level)) {
            double from = Math.max(area.x().low(), area.y().low());
            double to = Math.min(area.x().high(), area.y().high());
            if (to > from) {
                draw(svg, area.toX(from), area.toY(from), area.toX(to), area.toY(to));
            }
        } else {
            draw(svg, area.left(), area.toY(level), area.left() + area.width(), area.toY(level));
        }
    }

    private static void draw(Markup svg, double x1, double y1, double x2, double y2) {
        svg.empty(
                "path",
                "class",
                "guide",
                "d",
                "M" + PlotArea.c(x1) + " " + PlotArea.c(y1) + "L" + PlotArea.c(x2) + " " + PlotArea.c(y2));
    }

    @Override
    public List<Legend.Entry> legend() {
        return List.of(new Legend.Entry(name, "guide", ""));
    }
}
