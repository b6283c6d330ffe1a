package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * Values with their intervals, a row for each name.
 *
 * @param axis of the values; where it holds 0, a line marks it
 * @param rows first at the top
 */
public record IntervalPlot(Axis axis, List<Row> rows) {

    private static final double ROW = 22;
    /** What a name takes that is above its values. */
    private static final double LINE = 14;

    private static final double MOST_NAME = 0.45;

    /**
     * A value and where it may really lie.
     *
     * @param look classes of its colour
     * @param value the value
     * @param half half of the interval
     * @param text what it is, for a pointer that rests on it
     */
    public record Value(String look, double value, double half, String text) {}

    /**
     * Values of one name.
     *
     * @param name left of them
     * @param values at least one
     */
    public record Row(String name, List<Value> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    public IntervalPlot {
        rows = List.copyOf(rows);
    }

    /**
     * Draws the plot.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        Markup svg = new Markup();
        double names = rows.stream()
                .mapToDouble(row -> TextSize.width(row.name(), TextSize.SMALL))
                .max()
                .orElse(0);
        boolean beside = names + 10 <= width * MOST_NAME;
        double left = beside ? names + 10 : 4;
        double each = beside ? ROW : ROW + LINE;
        double bottom = each * rows.size() + 6;
        PlotArea area = new PlotArea(axis, axis, left, 0, width - left - PlotArea.RIGHT, bottom);
        int most = (int) Math.max(2, area.width() / 70);
        for (double tick : axis.ticks(most)) {
            double x = area.toX(tick);
            svg.empty(
                    "path",
                    "class",
                    tick == 0 ? "guide" : "grid",
                    "d",
                    "M" + PlotArea.c(x) + " 0v" + PlotArea.c(bottom));
            svg.element("text", axis.text(tick, most), "class", "tick middle", "x", x, "y", bottom + 16);
        }
        svg.element("text", axis.label(), "class", "label end", "x", area.left() + area.width(), "y", bottom + 33);
        for (int i = 0; i < rows.size(); i++) {
            double middle = each * (i + 1) - ROW / 2 + 3;
            if (beside) {
                svg.element("text", rows.get(i).name(), "class", "tick end", "x", left - 8, "y", middle + 4);
            } else {
                svg.element("text", rows.get(i).name(), "class", "tick halo", "x", 0.0, "y", middle - 12);
            }
            drawValues(svg, area, rows.get(i), middle);
        }
        return new Drawing(width, bottom + 38, svg);
    }

    private static void drawValues(Markup svg, PlotArea area, Row row, double middle) {
        double apart = Math.min(6, (ROW - 6) / row.values().size());
        for (int i = 0; i < row.values().size(); i++) {
            Value value = row.values().get(i);
            double y = middle + apart * (i - (row.values().size() - 1) / 2.0);
            double from = area.toX(Math.max(area.x().low(), value.value() - value.half()));
            double to = area.toX(Math.min(area.x().high(), value.value() + value.half()));
            svg.empty(
                    "path",
                    "class",
                    "interval " + value.look(),
                    "d",
                    "M" + PlotArea.c(from) + " " + PlotArea.c(y) + "H" + PlotArea.c(to));
            svg.open("circle", "class", "spot " + value.look(), "cx", area.toX(value.value()), "cy", y, "r", 3.5);
            svg.element("title", value.text()).close();
        }
    }
}
