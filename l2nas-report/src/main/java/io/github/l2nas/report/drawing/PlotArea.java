package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * The rectangle that two axes span.
 *
 * @param x its axis to the right
 * @param y its axis upwards
 * @param left in pixels
 * @param top in pixels
 * @param width in pixels
 * @param height in pixels
 */
record PlotArea(Axis x, Axis y, double left, double top, double width, double height) {

    /** Room for the ticks of the upward axis. */
    static final double LEFT = 46;

    /** Room for the label of the upward axis. */
    static final double TOP = 20;

    /** Room for ticks and label of the axis to the right. */
    static final double BOTTOM = 38;

    /** Room for half of the last tick. */
    static final double RIGHT = 20;

    private static final double PIXELS_PER_TICK_X = 56;
    private static final double MOST_TICKS = 10;
    private static final double PIXELS_PER_TICK_Y = 44;

    /** Fewer ticks tell little of the scale between them. */
    private static final int LEAST_TICKS = 3;

    /** Room between the texts of two ticks. */
    private static final double BETWEEN_TEXTS = 8;

    double toX(double value) {
        return left + width * x.share(value);
    }

    double toY(double value) {
        return top + height * (1 - y.share(value));
    }

    boolean contains(double valueX, double valueY) {
        return valueX >= x.low() && valueX <= x.high() && valueY >= y.low() && valueY <= y.high();
    }

    /** Grid, ticks and labels. */
    void draw(Markup svg) {
        int mostX = mostAtX();
        int mostY = mostAtY(y, height);
        double bottom = top + height;
        for (double tick : y.ticks(mostY)) {
            double at = toY(tick);
            svg.empty("path", "class", "grid", "d", "M" + c(left) + " " + c(at) + "h" + c(width));
            svg.element("text", y.text(tick, mostY), "class", "tick end", "x", left - 7, "y", at + 4);
        }
        svg.empty("path", "class", "axis", "d", "M" + c(left) + " " + c(bottom) + "h" + c(width));
        for (double tick : x.ticks(mostX)) {
            double at = toX(tick);
            svg.empty("path", "class", "axis", "d", "M" + c(at) + " " + c(bottom) + "v4");
            svg.element("text", x.text(tick, mostX), "class", "tick middle", "x", at, "y", bottom + 17);
        }
        svg.element("text", y.label(), "class", "label", "x", 0.0, "y", top - 8);
        svg.element("text", x.label(), "class", "label end", "x", left + width, "y", bottom + 34);
    }

    /** Room for the ticks of an upward axis, {@link #LEFT} for all but long ones. */
    static double leftFor(Axis y, double height) {
        int most = mostAtY(y, height);
        double widest = y.ticks(most).stream()
                .mapToDouble(tick -> TextSize.width(y.text(tick, most), TextSize.SMALL))
                .max()
                .orElse(0);
        return Math.max(LEFT, widest + BETWEEN_TEXTS);
    }

    private static int mostAtY(Axis y, double height) {
        int mostY = (int) Math.max(2, height / PIXELS_PER_TICK_Y);
        for (int most = mostY; y.ticks(mostY).size() < LEAST_TICKS && most <= 2 * LEAST_TICKS; most++) {
            mostY = most;
        }
        return mostY;
    }

    /** As many ticks as there is good room for; where that leaves too few, as many as just fit. */
    private int mostAtX() {
        int usual = (int) Math.max(2, Math.min(MOST_TICKS, width / PIXELS_PER_TICK_X));
        for (int most = usual; most <= 2 * LEAST_TICKS; most++) {
            if (x.ticks(most).size() >= LEAST_TICKS) {
                return fits(most) ? most : usual;
            }
        }
        return usual;
    }

    private boolean fits(int most) {
        List<Double> ticks = x.ticks(most);
        double widest = ticks.stream()
                .mapToDouble(tick -> TextSize.width(x.text(tick, most), TextSize.SMALL))
                .max()
                .orElse(0);
        return ticks.size() < 2 || toX(ticks.get(1)) - toX(ticks.get(0)) >= widest + BETWEEN_TEXTS;
    }

    static String c(double value) {
        return Markup.coordinate(value);
    }
}
