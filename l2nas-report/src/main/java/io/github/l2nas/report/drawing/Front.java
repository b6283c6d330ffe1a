package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * Points that a stepped line connects: what no other point beats.
 *
 * @param name for the legend
 * @param look classes of its colour
 * @param points the best by the axis to the right first
 * @param toRight whether points further to the right are worse by that axis; else they are better
 */
public record Front(String name, String look, Points points, boolean toRight) implements Layer {

    @Override
    public void draw(Markup svg, PlotArea area) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            if (!area.contains(points.x(i), points.y(i))) {
                continue;
            }
            String atX = PlotArea.c(area.toX(points.x(i)));
            String atY = PlotArea.c(area.toY(points.y(i)));
            if (path.isEmpty()) {
                path.append('M').append(atX).append(' ').append(atY);
            } else {
                path.append('H').append(atX).append('V').append(atY);
            }
        }
        if (!path.isEmpty()) {
            path.append('H').append(PlotArea.c(area.left() + (toRight ? area.width() : 0)));
            svg.empty("path", "class", "front " + look, "d", path);
        }
    }

    @Override
    public List<Legend.Entry> legend() {
        return List.of(new Legend.Entry(name, "front", look));
    }
}
