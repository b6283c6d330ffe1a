package io.github.l2nas.report.drawing;

import java.util.List;
import java.util.function.DoubleFunction;

/** Several pictures as one: beside each other where there is room, else below each other. */
public final class Panels {

    private static final double GAP = 28;

    private Panels() {}

    /**
     * Puts a picture above another.
     *
     * @param upper the picture above
     * @param lower the picture below, as wide
     * @return one picture
     */
    public static Drawing stack(Drawing upper, Drawing lower) {
        Markup svg = new Markup().add(upper.content());
        svg.open("g", "transform", "translate(0 " + PlotArea.c(upper.height()) + ")");
        svg.add(lower.content()).close();
        return new Drawing(lower.width(), upper.height() + lower.height(), svg);
    }

    /**
     * Puts a title above a picture.
     *
     * @param title of the picture
     * @param picture below it
     * @return one picture
     */
    public static Drawing titled(String title, Drawing picture) {
        Markup svg = new Markup();
        double height = Title.draw(svg, title, picture.width());
        return stack(new Drawing(picture.width(), height + 2, svg), picture);
    }

    /**
     * Puts pictures together.
     *
     * @param width in pixels
     * @param least width that a picture needs, in pixels
     * @param pictures draw themselves into the width they get
     * @return one picture
     */
    public static Drawing arrange(double width, double least, List<DoubleFunction<Drawing>> pictures) {
        int columns = (int) Math.max(1, Math.min(pictures.size(), Math.floor((width + GAP) / (least + GAP))));
        double each = (width - GAP * (columns - 1)) / columns;
        Markup svg = new Markup();
        double top = 0;
        for (int first = 0; first < pictures.size(); first += columns) {
            double height = 0;
            for (int i = first; i < Math.min(first + columns, pictures.size()); i++) {
                Drawing picture = pictures.get(i).apply(each);
                double left = (i - first) * (each + GAP);
                svg.open("g", "transform", "translate(" + PlotArea.c(left) + " " + PlotArea.c(top) + ")");
                svg.add(picture.content()).close();
                height = Math.max(height, picture.height());
            }
            top += height + (first + columns < pictures.size() ? GAP : 0);
        }
        return new Drawing(width, top, svg);
    }
}
