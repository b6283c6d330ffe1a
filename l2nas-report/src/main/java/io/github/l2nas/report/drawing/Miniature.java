package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * An architecture in small, for a row of a table: a box for each of its parts, by colour and height.
 *
 * @param groups of boxes, with a gap between two
 */
public record Miniature(List<List<Box>> groups) {

    private static final double HEIGHT = 20;
    private static final double BOX = 9;
    private static final double STEP = 11;
    private static final double GAP = 5;

    /**
     * A part.
     *
     * @param kind the class of its colour
     * @param height above 0, at most 1
     */
    public record Box(String kind, double height) {}

    /**
     * Draws it.
     *
     * @return the picture, as wide as it has to be
     */
    public Drawing draw() {
        Markup svg = new Markup();
        double x = 1;
        for (List<Box> group : groups) {
            for (Box box : group) {
                double height = (HEIGHT - 2) * box.height();
                svg.empty(
                        "rect",
                        "class",
                        "box " + box.kind(),
                        "x",
                        x,
                        "y",
                        HEIGHT - 1 - height,
                        "width",
                        BOX,
                        "height",
                        height,
                        "rx",
                        2.0);
                x += STEP;
            }
            x += GAP;
        }
        return new Drawing(x - GAP, HEIGHT, svg);
    }
}
