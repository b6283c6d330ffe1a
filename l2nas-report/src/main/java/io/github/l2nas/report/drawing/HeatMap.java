package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A matrix of shares as shades of one colour. Its rows may be of unequal length.
 *
 * @param title above it; may be empty
 * @param rows a label for each
 * @param columns a label for each; words are put below each other; empty where columns mean another thing in each row
 * @param values rows of columns, in [0, 1]
 * @param texts what to write into the cells, rows of columns, in one line or two; empty for nothing
 */
public record HeatMap(
        String title, List<String> rows, List<String> columns, List<List<Double>> values, List<List<String>> texts) {

    private static final int LEVELS = 20;

    /** From this level on text needs the other colour on a dark page. */
    private static final int MIDDLE = 13;

    /** From this level on text needs the other colour on every page. */
    private static final int STRONG = 17;

    private static final double MOST_CELL_WIDTH = 64;
    private static final double MOST_CELL_HEIGHT = 30;
    private static final double LEAST_CELL_HEIGHT = 3;
    private static final double LABEL_LINE = 12;
    private static final double TWO_LINES = 32;
    private static final double MOST_LABELLED_CELL_WIDTH = 110;
    private static final double GAP = 1;

    /** A column that is narrower has no label of its own. */
    private static final double LEAST_LABELLED = 13;

    public HeatMap {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        values = List.copyOf(values);
        texts = List.copyOf(texts);
    }

    private int width() {
        return values.stream().mapToInt(List::size).max().orElse(0);
    }

    private boolean hasTwoLines() {
        return texts.stream().flatMap(List::stream).anyMatch(text -> text.indexOf('\n') >= 0);
    }

    /**
     * Draws the matrix.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        double left = 8
                + rows.stream()
                        .mapToDouble(row -> TextSize.width(row, TextSize.SMALL))
                        .max()
                        .orElse(0);
        double most = columns.isEmpty() ? MOST_LABELLED_CELL_WIDTH : MOST_CELL_WIDTH;
        double cellWidth = Math.min(most, (width - left) / width());
        double cellHeight = Math.max(LEAST_CELL_HEIGHT, Math.min(MOST_CELL_HEIGHT, cellWidth * 0.8));
        if (!texts.isEmpty() || rows.size() <= 40) {
            cellHeight = Math.max(cellHeight, hasTwoLines() ? TWO_LINES : 17);
        }
        boolean labelled = cellWidth >= LEAST_LABELLED;
        int lines = labelled
                ? columns.stream()
                        .mapToInt(column -> words(column).size())
                        .max()
                        .orElse(0)
                : 0;
        Markup svg = new Markup();
        double top = 4 + LABEL_LINE * lines + 6;
        top += Title.draw(svg, title, width);
        for (int column = 0; labelled && column < columns.size(); column++) {
            List<String> words = words(columns.get(column));
            for (int word = 0; word < words.size(); word++) {
                double y = top - 6 - LABEL_LINE * (words.size() - 1 - word);
                double x = left + cellWidth * (column + 0.5);
                svg.element("text", words.get(word), "class", "tick middle", "x", x, "y", y);
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            double y = top + cellHeight * (row + 0.5) + 4;
            if (cellHeight >= LEAST_LABELLED) {
                svg.element("text", rows.get(row), "class", "tick end", "x", left - 6, "y", y);
            }
        }
        drawCells(svg, left, top, cellWidth, cellHeight);
        return new Drawing(width, top + cellHeight * rows.size() + 2, svg);
    }

    private static List<String> words(String label) {
        return Stream.of(label.split(" ")).toList();
    }

    /** One path for each shade, so that a matrix of a hundred classes is still a small picture. */
    private void drawCells(Markup svg, double left, double top, double cellWidth, double cellHeight) {
        List<StringBuilder> shades = new ArrayList<>();
        for (int level = 0; level <= LEVELS; level++) {
            shades.add(new StringBuilder());
        }
        double gap = cellWidth > 8 ? GAP : 0;
        String size = "h" + PlotArea.c(cellWidth - gap) + "v" + PlotArea.c(cellHeight - gap) + "h"
                + PlotArea.c(gap - cellWidth) + "z";
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < values.get(row).size(); column++) {
                int level = level(values.get(row).get(column));
                if (level > 0) {
                    shades.get(level)
                            .append('M')
                            .append(PlotArea.c(left + cellWidth * column))
                            .append(' ')
                            .append(PlotArea.c(top + cellHeight * row))
                            .append(size);
                }
            }
        }
        drawGround(svg, left, top, cellWidth, cellHeight, gap);
        for (int level = 1; level <= LEVELS; level++) {
            if (!shades.get(level).isEmpty()) {
                double opacity = Math.round(100.0 * level / LEVELS) / 100.0;
                svg.empty(
                        "path",
                        "class",
                        "heat",
                        "fill-opacity",
                        String.valueOf(opacity),
                        "d",
                        shades.get(level).toString());
            }
        }
        drawTexts(svg, left, top, cellWidth, cellHeight);
    }

    /** One rectangle behind all cells, or one for each row where rows are of unequal length. */
    private void drawGround(Markup svg, double left, double top, double cellWidth, double cellHeight, double gap) {
        if (values.stream().allMatch(row -> row.size() == width())) {
            drawGround(svg, left, top, cellWidth * width() - gap, cellHeight * rows.size() - gap);
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            double length = cellWidth * values.get(row).size();
            drawGround(svg, left, top + cellHeight * row, length - gap, cellHeight - gap);
        }
    }

    private static void drawGround(Markup svg, double x, double y, double width, double height) {
        svg.empty("rect", "class", "heat0", "x", x, "y", y, "width", width, "height", height);
    }

    private void drawTexts(Markup svg, double left, double top, double cellWidth, double cellHeight) {
        for (int row = 0; row < texts.size(); row++) {
            for (int column = 0; column < texts.get(row).size(); column++) {
                int level = level(values.get(row).get(column));
                double x = left + cellWidth * (column + 0.5);
                double y = top + cellHeight * (row + 0.5) + 3.5;
                List<String> lines = texts.get(row).get(column).lines().toList();
                for (int line = 0; line < lines.size(); line++) {
                    double offset = LABEL_LINE * (line - (lines.size() - 1) / 2.0);
                    drawText(svg, lines.get(line), level, x, y + offset, cellWidth);
                }
            }
        }
    }

    private static void drawText(Markup svg, String text, int level, double x, double y, double cellWidth) {
        if (!text.isEmpty() && TextSize.width(text, TextSize.SMALL) <= cellWidth) {
            String shade = level >= STRONG ? " strong" : level >= MIDDLE ? " medium" : "";
            svg.element("text", text, "class", "tick middle cell" + shade, "x", x, "y", y);
        }
    }

    /** Anything above nothing is visible. */
    private static int level(double share) {
        return share <= 0 ? 0 : (int) Math.max(1, Math.round(Math.min(1, share) * LEVELS));
    }

    /**
     * Texts for shares.
     *
     * @param values rows of columns, in [0, 1]
     * @return whole percents, nothing for less than half of one
     */
    public static List<List<String>> percents(List<List<Double>> values) {
        return values.stream()
                .map(row -> row.stream()
                        .map(value -> Math.round(value * 100) == 0 ? "" : String.valueOf(Math.round(value * 100)))
                        .collect(Collectors.toList()))
                .collect(Collectors.toList());
    }
}
