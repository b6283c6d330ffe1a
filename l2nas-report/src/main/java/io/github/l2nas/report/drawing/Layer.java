package io.github.l2nas.report.drawing;

import java.util.List;

/** Something that is drawn into a {@link Plot}. What lies outside its axes is left out. */
public sealed interface Layer permits Dots, Curve, Line, Front, Marks, Limit {

    /**
     * Draws it.
     *
     * @param svg where to
     * @param area where its values lie
     */
    void draw(Markup svg, PlotArea area);

    /**
     * Its names.
     *
     * @return for the legend; none for what needs no name
     */
    default List<Legend.Entry> legend() {
        return List.of();
    }
}
