package io.github.l2nas.report.drawing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Points that share a look.
 *
 * @param name for the legend; empty where they need none
 * @param look classes of their colour
 * @param points in any order
 * @param raster points nearer than this, in pixels, are drawn as one
 */
public record Dots(String name, String look, Points points, double raster) implements Layer {

    /** Points nearer than this, in pixels, look like one. */
    public static final double SHARP = 2;

    /** For points behind lines, of which there may be very many. */
    public static final double FAINT = 3;

    @Override
    public void draw(Markup svg, PlotArea area) {
        String kind = raster > SHARP ? "dots faint " : "dots ";
        svg.empty("path", "class", kind + look, "d", path(area));
    }

    /** One path of points of no length, which round line ends make visible: the fewest bytes for a point. */
    private String path(PlotArea area) {
        StringBuilder path = new StringBuilder("M0 0");
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < points.size(); i++) {
            if (!area.contains(points.x(i), points.y(i))) {
                continue;
            }
            double atX = area.toX(points.x(i));
            double atY = area.toY(points.y(i));
            long cell = (Math.round(atX / raster) << 32) | Math.round(atY / raster);
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

    @Override
    public List<Legend.Entry> legend() {
        return name.isEmpty() ? List.of() : List.of(new Legend.Entry(name, "dots", look));
    }
}
