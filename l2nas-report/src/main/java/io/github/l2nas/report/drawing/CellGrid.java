package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * A map of very many cells in shades of one colour, with ways over it.
 *
 * @param levels rows of columns: 0 for the lightest shade to {@link #SHADES} for the darkest; -1 for no cell
 * @param ways the last one is on top
 */
public record CellGrid(List<int[]> levels, List<Way> ways) {

    /** Shades beside the lightest. */
    public static final int SHADES = 9;

    /** A cell needs no more pixels. */
    private static final double MOST_CELL = 9;

    private static final double MOST_HEIGHT = 640;

    /**
     * A station of a way.
     *
     * @param row of its cell
     * @param column of its cell
     * @param text what it is
     */
    public record Station(int row, int column, String text) {}

    /**
     * A way.
     *
     * @param name for the legend
     * @param look classes of its colour
     * @param stations in their order
     */
    public record Way(String name, String look, List<Station> stations) {
        public Way {
            stations = List.copyOf(stations);
        }
    }

    public CellGrid {
        levels = List.copyOf(levels);
        ways = List.copyOf(ways);
    }

    /**
     * Draws the map.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        int columns = levels.get(0).length;
        double size = Math.min(Math.min(MOST_CELL, width / columns), MOST_HEIGHT / levels.size());
        Markup svg = new Markup();
        double top = Legend.draw(
                svg,
                ways.stream()
                        .map(way ->
                                new Legend.Entry(way.name(), way.stations().size() > 1 ? "line" : "ring", way.look()))
                        .toList(),
                width);
        svg.empty(
                "rect", "class", "heat0", "x", 0.0, "y", top, "width", size * columns, "height", size * levels.size());
        svg.open("g", "class", "cells", "transform", "translate(0 " + PlotArea.c(top) + ") scale(" + size + ")");
        for (int level = 1; level <= SHADES; level++) {
            String path = path(level);
            if (!path.isEmpty()) {
                svg.empty("path", "class", "heat", "fill-opacity", "0." + level, "d", path);
            }
        }
        svg.close();
        ways.forEach(way -> draw(svg, way, top, size));
        return new Drawing(width, top + size * levels.size() + 8, svg);
    }

    /** Neighbours of one shade are one rectangle, in units of cells. */
    private String path(int level) {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < levels.size(); row++) {
            int[] cells = levels.get(row);
            for (int column = 0; column < cells.length; column++) {
                int from = column;
                while (column < cells.length && cells[column] == level) {
                    column++;
                }
                if (column > from) {
                    path.append('M').append(from).append(' ').append(row);
                    path.append('h')
                            .append(column - from)
                            .append("v1H")
                            .append(from)
                            .append('z');
                }
            }
        }
        return path.toString();
    }

    private static void draw(Markup svg, Way way, double top, double size) {
        StringBuilder path = new StringBuilder();
        for (Station station : way.stations()) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(PlotArea.c(size * (station.column() + 0.5)))
                    .append(' ')
                    .append(PlotArea.c(top + size * (station.row() + 0.5)));
        }
        if (way.stations().size() > 1) {
            svg.empty("path", "class", "way ground", "d", path);
            svg.empty("path", "class", "way " + way.look(), "d", path);
        }
        for (int i = 0; i < way.stations().size(); i++) {
            Station station = way.stations().get(i);
            boolean isRing = way.stations().size() == 1;
            svg.open(
                    "circle",
                    "class",
                    (isRing ? "ring " : "spot edged ") + way.look(),
                    "cx",
                    size * (station.column() + 0.5),
                    "cy",
                    top + size * (station.row() + 0.5),
                    "r",
                    isRing ? 7.0 : i == way.stations().size() - 1 ? 4.5 : 3.0);
            svg.element("title", station.text()).close();
        }
    }
}
