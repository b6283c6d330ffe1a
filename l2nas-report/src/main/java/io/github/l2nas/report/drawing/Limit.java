package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * A limit on the axis to the right; the side that it forbids is shaded.
 *
 * @param name for the legend
 * @param value where
 * @param above whether what lies above is forbidden; else what lies below
 */
public record Limit(String name, double value, boolean above) implements Layer {

    @Override
    public void draw(Markup svg, PlotArea area) {
        double right = area.left() + area.width();
        double at = Math.min(right, Math.max(area.left(), area.toX(value)));
        double from = above ? at : area.left();
        double to = above ? right : at;
        if (to > from) {
            svg.empty(
                    "rect",
                    "class",
                    "forbidden",
                    "x",
                    from,
                    "y",
                    area.top(),
                    "width",
                    to - from,
                    "height",
                    area.height());
        }
        if (at > area.left() && at < right) {
            svg.empty(
                    "path",
                    "class",
                    "limit",
                    "d",
                    "M" + PlotArea.c(at) + " " + PlotArea.c(area.top()) + "v" + PlotArea.c(area.height()));
        }
    }

    @Override
    public List<Legend.Entry> legend() {
        return List.of(new Legend.Entry(name, "limit", ""));
    }
}
