package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * A limit on an axis; the side that it forbids is shaded.
 *
 * @param name for the legend
 * @param value where
 * @param above whether what lies above is forbidden; else what lies below
 * @param upwards whether it is on the upward axis; else on the one to the right
 */
public record Limit(String name, double value, boolean above, boolean upwards) implements Layer {

    @Override
    public void draw(Markup svg, PlotArea area) {
        double right = area.left() + area.width();
        double bottom = area.top() + area.height();
        if (upwards) {
            double at = Math.min(bottom, Math.max(area.top(), area.toY(value)));
            shade(svg, area.left(), above ? area.top() : at, right, above ? at : bottom);
            if (at > area.top() && at < bottom) {
                line(svg, "M" + PlotArea.c(area.left()) + " " + PlotArea.c(at) + "h" + PlotArea.c(area.width()));
            }
        } else {
            double at = Math.min(right, Math.max(area.left(), area.toX(value)));
            shade(svg, above ? at : area.left(), area.top(), above ? right : at, bottom);
            if (at > area.left() && at < right) {
                line(svg, "M" + PlotArea.c(at) + " " + PlotArea.c(area.top()) + "v" + PlotArea.c(area.height()));
            }
        }
    }

    private static void shade(Markup svg, double left, double top, double right, double bottom) {
        if (right > left && bottom > top) {
            svg.empty("rect", "class", "forbidden", "x", left, "y", top, "width", right - left, "height", bottom - top);
        }
    }

    private static void line(Markup svg, String path) {
        svg.empty("path", "class", "limit", "d", path);
    }

    @Override
    public List<Legend.Entry> legend() {
        return List.of(new Legend.Entry(name, "limit", ""));
    }
}
