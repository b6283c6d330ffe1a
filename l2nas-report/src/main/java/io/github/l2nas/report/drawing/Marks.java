package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * Points that matter: each says what it is where a pointer rests on it.
 *
 * @param name for the legend; empty where they need none
 * @param sign {@code spot} for a dot, {@code ring} for a ring
 * @param look classes of their colour
 * @param points those that matter
 */
public record Marks(String name, String sign, String look, List<Mark> points) implements Layer {

    private static final double SPOT = 3.5;
    private static final double RING = 6.5;

    /**
     * A point.
     *
     * @param x value to the right
     * @param y value upwards
     * @param text what it is
     */
    public record Mark(double x, double y, String text) {}

    public Marks {
        points = List.copyOf(points);
    }

    @Override
    public void draw(Markup svg, PlotArea area) {
        double radius = sign.equals("ring") ? RING : SPOT;
        for (Mark point : points) {
            if (area.contains(point.x(), point.y())) {
                svg.open(
                        "circle",
                        "class",
                        (sign + " " + look).strip(),
                        "cx",
                        area.toX(point.x()),
                        "cy",
                        area.toY(point.y()),
                        "r",
                        radius);
                svg.element("title", point.text()).close();
            }
        }
    }

    @Override
    public List<Legend.Entry> legend() {
        return name.isEmpty() || points.isEmpty() ? List.of() : List.of(new Legend.Entry(name, sign, look));
    }
}
