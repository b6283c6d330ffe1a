package io.github.l2nas.report.drawing;

import java.util.List;

/** Names of what is drawn, each beside its sign, in as many lines as they need. */
final class Legend {

    private static final double LINE = 20;
    private static final double SIGN = 22;
    private static final double GAP = 18;

    /** Room below the last line. */
    private static final double BELOW = 10;

    /**
     * An entry.
     *
     * @param name what it is
     * @param sign the class of its sign: {@code line}, {@code dots}, {@code front}...
     * @param colour the class of its colour
     */
    record Entry(String name, String sign, String colour) {}

    private Legend() {}

    /**
     * Draws entries from the top left corner on.
     *
     * @param svg where to
     * @param entries what to name
     * @param width room to the right
     * @return the height that was used
     */
    static double draw(Markup svg, List<Entry> entries, double width) {
        double x = 0;
        double y = 12;
        for (Entry entry : entries) {
            double needed = SIGN + TextSize.width(entry.name(), TextSize.SMALL);
            if (x > 0 && x + needed > width) {
                x = 0;
                y += LINE;
            }
            drawSign(svg, entry, x, y - 4);
            svg.element("text", entry.name(), "class", "tick", "x", x + SIGN, "y", y);
            x += needed + GAP;
        }
        return entries.isEmpty() ? 0 : y + BELOW;
    }

    private static void drawSign(Markup svg, Entry entry, double x, double y) {
        String classes = entry.sign() + " key " + entry.colour();
        switch (entry.sign()) {
            case "spot" -> svg.empty("circle", "class", classes, "cx", x + 8, "cy", y, "r", 3.5);
            case "limit" -> {
                svg.empty("rect", "class", "forbidden key", "x", x, "y", y - 6, "width", 16.0, "height", 12.0);
                svg.empty("path", "class", classes, "d", "M" + PlotArea.c(x) + " " + PlotArea.c(y - 6) + "v12");
            }
            case "bar" -> svg.empty("rect", "class", classes, "x", x, "y", y - 5, "width", 16.0, "height", 10.0);
            case "ring" -> svg.empty("circle", "class", classes, "cx", x + 8, "cy", y, "r", 5.5);
            case "dots" ->
                svg.empty("path", "class", classes, "d", "M" + PlotArea.c(x + 8) + " " + PlotArea.c(y) + "h0");
            default -> svg.empty("path", "class", classes, "d", "M" + PlotArea.c(x) + " " + PlotArea.c(y) + "h16");
        }
    }
}
