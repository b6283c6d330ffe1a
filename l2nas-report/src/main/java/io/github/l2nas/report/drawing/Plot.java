package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Layers over two axes.
 *
 * @param x the axis to the right
 * @param y the axis upwards
 * @param layers the last one is on top
 * @param aside points that have a value to the right alone, in a strip above the plot; or null
 */
public record Plot(Axis x, Axis y, List<Layer> layers, Dots aside) {

    /** Names take at most this share of the width at the ends of their lines, else they are in the legend. */
    private static final double MOST_AT_ENDS = 0.25;

    private static final double STRIP = 34;
    private static final double LINE = 14;

    public Plot {
        layers = List.copyOf(layers);
    }

    /**
     * A plot of points that all have both values.
     *
     * @param x the axis to the right
     * @param y the axis upwards
     * @param layers the last one is on top
     */
    public Plot(Axis x, Axis y, List<Layer> layers) {
        this(x, y, layers, null);
    }

    /**
     * Draws the plot with its names.
     *
     * @param width in pixels
     * @param height of the part between the axes, in pixels
     * @return the picture
     */
    public Drawing draw(double width, double height) {
        List<Curve> curves = named();
        double room = curves.stream()
                .mapToDouble(curve -> TextSize.boldWidth(curve.name(), TextSize.SMALL))
                .max()
                .orElse(0);
        boolean atEnds = curves.size() > 1 && room <= width * MOST_AT_ENDS && LINE * curves.size() <= height;
        Drawing legend = drawLegend(width, atEnds ? curves : List.of());
        return Panels.stack(legend, atEnds ? draw(width, height, curves, room + 8) : drawPlain(width, height));
    }

    /**
     * Draws the plot without its names.
     *
     * @param width in pixels
     * @param height of the part between the axes, in pixels
     * @return the picture
     */
    public Drawing drawPlain(double width, double height) {
        return draw(width, height, List.of(), 0);
    }

    /**
     * Draws what the signs mean.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing drawLegend(double width) {
        return drawLegend(width, List.of());
    }

    private Drawing drawLegend(double width, List<Curve> without) {
        Set<Legend.Entry> entries = new LinkedHashSet<>();
        for (Layer layer : layers) {
            if (!without.contains(layer)) {
                entries.addAll(layer.legend());
            }
        }
        boolean needed = entries.size() > 1 || !without.isEmpty();
        Markup svg = new Markup();
        return new Drawing(width, needed ? Legend.draw(svg, List.copyOf(entries), width) : 0, svg);
    }

    private List<Curve> named() {
        return layers.stream()
                .filter(layer -> layer instanceof Curve curve
                        && !curve.name().isEmpty()
                        && !curve.points().isEmpty())
                .map(Curve.class::cast)
                .toList();
    }

    private Drawing draw(double width, double height, List<Curve> atEnds, double room) {
        Markup svg = new Markup();
        double above = aside == null ? 0 : STRIP;
        double top = PlotArea.TOP + above;
        double left = PlotArea.leftFor(y, height);
        PlotArea area = new PlotArea(x, y, left, top, width - left - Math.max(PlotArea.RIGHT, room), height);
        if (aside != null) {
            drawAside(svg, area);
        }
        area.draw(svg);
        layers.forEach(layer -> layer.draw(svg, area));
        drawNames(svg, area, atEnds);
        return new Drawing(width, top + height + PlotArea.BOTTOM, svg);
    }

    /** Their scatter has no meaning: it lets more of them be seen. */
    private void drawAside(Markup svg, PlotArea area) {
        svg.element("text", aside.name(), "class", "label", "x", 0.0, "y", 9.0);
        Axis share = new Axis("", 0, 1);
        PlotArea strip = new PlotArea(x, share, area.left(), 14, area.width(), STRIP - 18);
        svg.empty(
                "rect",
                "class",
                "strip",
                "x",
                strip.left(),
                "y",
                strip.top(),
                "width",
                strip.width(),
                "height",
                strip.height());
        Points spread = new Points();
        for (int i = 0; i < aside.points().size(); i++) {
            spread.add(aside.points().x(i), 0.15 + 0.7 * (i * 0.618034 % 1));
        }
        new Dots("", aside.look(), spread, aside.raster()).draw(svg, strip);
    }

    /** Names at the ends of lines, moved apart where the ends are close. */
    private static void drawNames(Markup svg, PlotArea area, List<Curve> curves) {
        List<Curve> sorted = new ArrayList<>(curves);
        sorted.sort(Comparator.comparingDouble(curve -> end(area, curve)));
        double[] at = new double[sorted.size()];
        double free = area.top();
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(free, end(area, sorted.get(i)));
            free = at[i] + LINE;
        }
        double least = area.top() + area.height();
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = Math.min(at[i], least);
            least = at[i] - LINE;
        }
        for (int i = 0; i < at.length; i++) {
            String look = sorted.get(i).look();
            double x = area.left() + area.width() + 6;
            svg.element("text", sorted.get(i).name(), "class", "end-name " + look, "x", x, "y", at[i] + 4);
        }
    }

    private static double end(PlotArea area, Curve curve) {
        double last = curve.points().get(curve.points().size() - 1).y();
        return area.toY(Math.min(area.y().high(), Math.max(area.y().low(), last)));
    }
}
