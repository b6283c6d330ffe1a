package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * Values of several groups, one line for each group.
 *
 * @param axis of the values
 * @param groups first at the top
 */
public record DotPlot(Axis axis, List<Group> groups) {

    private static final double ROW = 54;

    /**
     * Values that belong together.
     *
     * @param name above its line
     * @param colour index of its colour
     * @param values at least one
     */
    public record Group(String name, int colour, List<Double> values) {

        double mean() {
            return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }
    }

    public DotPlot {
        groups = List.copyOf(groups);
    }

    /**
     * Draws the plot.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        Markup svg = new Markup();
        double bottom = ROW * groups.size();
        double left = 8;
        PlotArea area = new PlotArea(axis, axis, left, 0, width - left - PlotArea.RIGHT, bottom);
        int most = (int) Math.max(2, area.width() / 90);
        for (double tick : axis.ticks(most)) {
            double x = area.toX(tick);
            svg.empty("path", "class", "grid", "d", "M" + PlotArea.c(x) + " 0v" + PlotArea.c(bottom));
            svg.element("text", axis.text(tick, most), "class", "tick middle", "x", x, "y", bottom + 16);
        }
        svg.element("text", axis.label(), "class", "label end", "x", area.left() + area.width(), "y", bottom + 33);
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            double y = ROW * i + 36;
            svg.element("text", group.name(), "class", "tick halo", "x", left, "y", ROW * i + 15);
            StringBuilder dots = new StringBuilder();
            for (double value : group.values()) {
                dots.append('M')
                        .append(PlotArea.c(area.toX(value)))
                        .append(' ')
                        .append(PlotArea.c(y))
                        .append("h0");
            }
            svg.empty(
                    "path",
                    "class",
                    "mean colour" + group.colour(),
                    "d",
                    "M" + PlotArea.c(area.toX(group.mean())) + " " + PlotArea.c(y - 9) + "v18");
            svg.empty("path", "class", "bigdots colour" + group.colour(), "d", dots);
        }
        return new Drawing(width, bottom + 38, svg);
    }
}
