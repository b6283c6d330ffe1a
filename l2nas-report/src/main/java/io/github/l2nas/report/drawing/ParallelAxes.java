package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * Upright axes beside each other, and a line through all of them for each thing that is shown.
 *
 * @param axes left to right
 * @param lines the last one is on top
 */
public record ParallelAxes(List<Scale> axes, List<Polyline> lines) {

    private static final double SIDE = 42;
    private static final double LINE = 12;

    /**
     * An axis.
     *
     * @param name above it
     * @param ticks at its left, the lowest first, evenly spaced from its foot to its top
     */
    public record Scale(String name, List<String> ticks) {
        public Scale {
            ticks = List.copyOf(ticks);
        }
    }

    /**
     * A line.
     *
     * @param look classes of its colour
     * @param shares where it crosses each axis, from 0 at the foot to 1 at the top; NaN where it doesn't
     */
    public record Polyline(String look, List<Double> shares) {
        public Polyline {
            shares = List.copyOf(shares);
        }
    }

    public ParallelAxes {
        axes = List.copyOf(axes);
        lines = List.copyOf(lines);
    }

    /**
     * Draws the axes.
     *
     * @param width in pixels
     * @param height of the axes, in pixels
     * @return the picture
     */
    public Drawing draw(double width, double height) {
        Markup svg = new Markup();
        double room = axes.get(0).ticks().stream()
                .mapToDouble(tick -> TextSize.width(tick, TextSize.SMALL))
                .max()
                .orElse(0);
        double left = Math.max(SIDE, room + 8);
        double apart = (width - left - SIDE) / Math.max(1, axes.size() - 1);
        double top = 14
                + LINE
                        * axes.stream()
                                .mapToInt(axis -> axis.name().split(" ", -1).length)
                                .max()
                                .orElse(1);
        double bottom = top + height;
        for (Polyline line : lines) {
            StringBuilder path = new StringBuilder();
            boolean isOpen = false;
            for (int i = 0; i < axes.size(); i++) {
                double share = line.shares().get(i);
                if (Double.isNaN(share)) {
                    isOpen = false;
                    continue;
                }
                path.append(isOpen ? 'L' : 'M')
                        .append(PlotArea.c(left + apart * i))
                        .append(' ')
                        .append(PlotArea.c(bottom - height * share));
                isOpen = true;
            }
            svg.empty("path", "class", "thread " + line.look(), "d", path.isEmpty() ? "M0 0" : path);
        }
        for (int i = 0; i < axes.size(); i++) {
            double x = left + apart * i;
            svg.empty(
                    "path",
                    "class",
                    "axis",
                    "d",
                    "M" + PlotArea.c(x) + " " + PlotArea.c(top) + "v" + PlotArea.c(height));
            drawName(svg, axes.get(i).name(), x, top, i == axes.size() - 1);
            drawTicks(svg, i, x, bottom, height, apart);
        }
        return new Drawing(width, bottom + 12, svg);
    }

    /** Words below each other; the last name ends at the edge of the picture. */
    private static void drawName(Markup svg, String name, double x, double top, boolean isLast) {
        String[] words = name.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            double y = top - 8 - LINE * (words.length - 1 - i);
            String style = isLast ? "tick end ink" : "tick middle ink";
            svg.element("text", words[i], "class", style, "x", isLast ? x + SIDE : x, "y", y);
        }
    }

    /** An axis says its ticks where they differ from those of the axis before it and fit; the last one at its right. */
    private void drawTicks(Markup svg, int index, double x, double bottom, double height, double apart) {
        List<String> ticks = axes.get(index).ticks();
        if (index > 0 && axes.get(index - 1).ticks().equals(ticks)) {
            return;
        }
        boolean isLast = index == axes.size() - 1;
        double room = index == 0 ? Double.MAX_VALUE : isLast ? SIDE : apart - 12;
        for (int i = 0; i < ticks.size(); i++) {
            double y = bottom - (ticks.size() == 1 ? 0 : height * i / (ticks.size() - 1));
            if (!ticks.get(i).isEmpty() && TextSize.width(ticks.get(i), TextSize.SMALL) <= room) {
                double at = isLast ? x + 6 : x - 6;
                svg.element("text", ticks.get(i), "class", isLast ? "tick halo" : "tick end halo", "x", at, "y", y + 4);
            }
        }
    }
}
