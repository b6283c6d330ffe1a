package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * What happened side by side: a lane for each who did it, a bar for each thing that was done.
 *
 * @param axis of the time
 * @param lanes first at the top
 * @param breaks times at which lines are drawn through all lanes
 * @param legend names of the two colours; empty where there is but one
 */
public record LanePlot(Axis axis, List<Lane> lanes, List<Double> breaks, List<String> legend) {

    /** Colour of what went wrong. */
    private static final String WRONG = Series.look(5);

    private static final String RIGHT = Series.look(0);
    private static final double MOST_LANE = 22;
    private static final double LEAST_LANE = 15;

    /** Lanes that are drawn as high as they can be. */
    private static final int FEW_LANES = 12;

    /** What a name takes that is above its lane. */
    private static final double LINE = 14;

    private static final double MOST_NAME = 0.3;

    /** Room for half of the first tick. */
    private static final double LEAST_LEFT = 12;

    private static final double GAP = 0.75;
    private static final double LEAST_BAR = 1;
    private static final double LEAST_WRONG = 2;

    /**
     * A bar.
     *
     * @param from where it begins
     * @param to where it ends
     * @param wrong share of it that went wrong, in [0, 1]
     * @param text what it is, for a pointer that rests on it
     */
    public record Bar(double from, double to, double wrong, String text) {}

    /**
     * A lane.
     *
     * @param name left of it
     * @param bars that do not overlap
     */
    public record Lane(String name, List<Bar> bars) {
        public Lane {
            bars = List.copyOf(bars);
        }
    }

    public LanePlot {
        lanes = List.copyOf(lanes);
        breaks = List.copyOf(breaks);
        legend = List.copyOf(legend);
    }

    /**
     * Draws the plot.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        Markup svg = new Markup();
        double names = lanes.stream()
                .mapToDouble(lane -> TextSize.width(lane.name(), TextSize.SMALL))
                .max()
                .orElse(0);
        boolean beside = names + 10 <= width * MOST_NAME;
        double left = beside ? names + 10 : LEAST_LEFT;
        double lane = lanes.size() <= FEW_LANES ? MOST_LANE : LEAST_LANE;
        double each = beside ? lane : lane + LINE;
        double top = legend.isEmpty()
                ? 2
                : Legend.draw(
                        svg,
                        List.of(
                                new Legend.Entry(legend.get(0), "bar", RIGHT),
                                new Legend.Entry(legend.get(1), "bar", WRONG)),
                        width);
        double bottom = top + each * lanes.size() + 3;
        PlotArea area = new PlotArea(axis, axis, left, top, width - left - PlotArea.RIGHT, bottom - top);
        int most = (int) Math.max(4, area.width() / 70);
        for (double tick : axis.ticks(most)) {
            double x = area.toX(tick);
            svg.empty("path", "class", "grid", "d", vertical(x, top, bottom));
            svg.element("text", axis.text(tick, most), "class", "tick middle", "x", x, "y", bottom + 16);
        }
        svg.element("text", axis.label(), "class", "label end", "x", area.left() + area.width(), "y", bottom + 33);
        for (int i = 0; i < lanes.size(); i++) {
            double y = top + each * (i + 1) - lane + 2;
            double height = lane - 4;
            svg.empty("rect", "class", "strip", "x", left, "y", y, "width", area.width(), "height", height);
            lanes.get(i).bars().forEach(bar -> draw(svg, area, bar, y, height));
        }
        breaks.forEach(at -> svg.empty("path", "class", "guide", "d", vertical(area.toX(at), top, bottom)));
        for (int i = 0; i < lanes.size(); i++) {
            double low = top + each * (i + 1);
            if (beside) {
                svg.element("text", lanes.get(i).name(), "class", "tick end", "x", left - 8, "y", low - lane / 2 + 4);
            } else {
                svg.element("text", lanes.get(i).name(), "class", "tick halo", "x", 0.0, "y", low - lane - 2);
            }
        }
        return new Drawing(width, bottom + 38, svg);
    }

    private static String vertical(double x, double top, double bottom) {
        return "M" + PlotArea.c(x) + " " + PlotArea.c(top) + "V" + PlotArea.c(bottom);
    }

    /** What went wrong is the lower part. */
    private static void draw(Markup svg, PlotArea area, Bar bar, double y, double height) {
        double x = area.toX(bar.from());
        double length = Math.max(LEAST_BAR, area.toX(bar.to()) - x - GAP);
        double wrong = bar.wrong() == 0 ? 0 : bar.wrong() == 1 ? height : Math.max(LEAST_WRONG, height * bar.wrong());
        svg.open("g", "class", "bar");
        if (wrong < height) {
            rectangle(svg, RIGHT, x, y, length, height - wrong);
        }
        if (wrong > 0) {
            rectangle(svg, WRONG, x, y + height - wrong, length, wrong);
        }
        svg.element("title", bar.text()).close();
    }

    private static void rectangle(Markup svg, String look, double x, double y, double width, double height) {
        svg.empty("rect", "class", look, "x", x, "y", y, "width", width, "height", height);
    }
}
