package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * Layers one after the other, in units: a bar for each, as high as it is wide inside.
 *
 * @param units first unit first
 * @param tallest the largest size of a layer that could be
 */
public record LayerStrip(List<Unit> units, double tallest) {

    private static final double HEIGHT = 84;
    private static final double LABELS = 34;
    private static final double GAP = 22;
    private static final double MOST_BAR = 44;
    private static final double LEAST_BAR = 30;

    /**
     * Layers that belong together.
     *
     * @param name below them
     * @param layers first layer first
     */
    public record Unit(String name, List<Layer> layers) {}

    /**
     * A layer.
     *
     * @param size how wide it is inside, above 0
     * @param above written above its bar
     * @param below written into its foot
     * @param kind the class of its colour
     * @param present whether it is there; else only its place is shown
     * @param changed whether it is marked as different from another network's
     */
    public record Layer(double size, String above, String below, String kind, boolean present, boolean changed) {}

    public LayerStrip {
        units = List.copyOf(units);
    }

    /**
     * Draws the strip, in as many lines as it needs.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        int layers = units.stream().mapToInt(unit -> unit.layers().size()).sum();
        double bar = Math.min(MOST_BAR, (width - GAP * (units.size() - 1)) / layers);
        if (bar < LEAST_BAR) {
            bar = MOST_BAR;
        }
        Markup svg = new Markup();
        double x = 0;
        double y = 0;
        for (Unit unit : units) {
            double needed = bar * unit.layers().size();
            if (x > 0 && x + needed > width + 0.5) {
                x = 0;
                y += HEIGHT + LABELS + 14;
            }
            draw(svg, unit, x, y + HEIGHT + 12, bar);
            x += needed + GAP;
        }
        return new Drawing(width, y + HEIGHT + LABELS + 4, svg);
    }

    private void draw(Markup svg, Unit unit, double left, double foot, double bar) {
        for (int i = 0; i < unit.layers().size(); i++) {
            Layer layer = unit.layers().get(i);
            double height = (HEIGHT - 18) * layer.size() / tallest;
            double x = left + bar * i;
            String state = layer.present() ? layer.kind() : "absent";
            svg.empty(
                    "rect",
                    "class",
                    "box " + state + (layer.changed() ? " changed" : ""),
                    "x",
                    x + 2,
                    "y",
                    foot - height,
                    "width",
                    bar - 4,
                    "height",
                    height,
                    "rx",
                    4.0);
            if (layer.present()) {
                svg.element("text", layer.above(), "class", "tick middle", "x", x + bar / 2, "y", foot - height - 5);
                svg.element("text", layer.below(), "class", "tick middle ink", "x", x + bar / 2, "y", foot - 8);
            }
        }
        double right = left + bar * unit.layers().size() - 2;
        svg.empty(
                "path",
                "class",
                "axis",
                "d",
                "M" + PlotArea.c(left + 2) + " " + PlotArea.c(foot + 4) + "H" + PlotArea.c(right));
        svg.element("text", unit.name(), "class", "tick middle", "x", (left + right) / 2, "y", foot + 18);
    }
}
