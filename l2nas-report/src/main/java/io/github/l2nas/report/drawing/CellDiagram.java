package io.github.l2nas.report.drawing;

import java.util.List;

/**
 * A cell as a graph. Every source, an input or an earlier node, is a vertical rail; every node is a horizontal one that
 * ends in the node itself, where the node's own rail begins. Where a node reads a source, the two cross in a box with the
 * operation. Nothing can overlap, however the edges lie.
 *
 * @param title above it
 * @param inputs names of the inputs
 * @param nodes names of the nodes
 * @param edges at least one
 * @param output name of the output, which all nodes but those that it leaves out flow into; empty where the last node is
 *     the output
 */
public record CellDiagram(String title, List<String> inputs, List<String> nodes, List<Edge> edges, String output) {

    private static final double ROW = 52;
    private static final double BOX_HEIGHT = 32;
    private static final double NODE = 12;
    private static final double LINE = 12.5;
    private static final double MOST_COLUMN = 112;
    private static final double MOST_BOX = 92;
    private static final double ROOM_IN_BOX = 6;

    /**
     * An edge.
     *
     * @param source index among inputs and then nodes
     * @param node index among the nodes
     * @param operation one or two words, then perhaps a size: {@code sep conv 3×3}
     * @param kind the class of its colour
     * @param changed whether it is marked as different from another cell's
     */
    public record Edge(int source, int node, String operation, String kind, boolean changed) {}

    public CellDiagram {
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * Draws the cell.
     *
     * @param width in pixels
     * @return the picture
     */
    public Drawing draw(double width) {
        Markup svg = new Markup();
        int columns = inputs.size() + nodes.size();
        double column = Math.min(MOST_COLUMN, (width - NODE - 4) / (columns - 0.5));
        double top = title.isEmpty() ? 0 : 26;
        if (!title.isEmpty()) {
            svg.element("text", title, "class", "name", "x", 0, "y", 13);
        }
        double firstRow = top + 30 + ROW * 0.75;
        double bottom = firstRow + ROW * (nodes.size() - 1) + (output.isEmpty() ? NODE : ROW * 0.72);
        for (int source = 0; source < columns; source++) {
            rail(svg, source, column, top, firstRow, bottom);
        }
        for (int node = 0; node < nodes.size(); node++) {
            row(svg, node, column, firstRow + ROW * node);
        }
        if (!output.isEmpty()) {
            double left = x(inputs.size(), column) - 16;
            double right = x(columns - 1, column) + 16;
            svg.empty(
                    "rect",
                    "class",
                    "output",
                    "x",
                    left,
                    "y",
                    bottom,
                    "width",
                    right - left,
                    "height",
                    22.0,
                    "rx",
                    5.0);
            svg.element("text", output, "class", "tick middle", "x", (left + right) / 2, "y", bottom + 15);
        }
        return new Drawing(width, output.isEmpty() ? bottom + 4 : bottom + 24, svg);
    }

    private static double x(int source, double column) {
        return column * (source + 0.5);
    }

    private void rail(Markup svg, int source, double column, double top, double firstRow, double bottom) {
        int node = source - inputs.size();
        double x = x(source, column);
        boolean isInput = node < 0;
        double from = isInput ? top + 22 : firstRow + ROW * node;
        double to = edges.stream()
                .filter(edge -> edge.source() == source)
                .mapToDouble(edge -> firstRow + ROW * edge.node())
                .max()
                .orElse(from);
        if (!isInput && !output.isEmpty()) {
            svg.empty("path", "class", "rail", "d", "M" + c(x) + " " + c(from) + "V" + c(bottom));
        } else if (to > from) {
            svg.empty("path", "class", "rail", "d", "M" + c(x) + " " + c(from) + "V" + c(to));
        }
        if (isInput) {
            double width = Math.min(column - 4, TextSize.width(inputs.get(source), TextSize.SMALL) + 14);
            svg.empty(
                    "rect", "class", "input", "x", x - width / 2, "y", top, "width", width, "height", 22.0, "rx", 11.0);
            svg.element("text", inputs.get(source), "class", "tick middle", "x", x, "y", top + 15);
        }
    }

    private void row(Markup svg, int node, double column, double y) {
        double end = x(inputs.size() + node, column);
        double start = edges.stream()
                .filter(edge -> edge.node() == node)
                .mapToDouble(edge -> x(edge.source(), column))
                .min()
                .orElse(end);
        svg.empty("path", "class", "rail", "d", "M" + c(start) + " " + c(y) + "H" + c(end));
        for (Edge edge : edges) {
            if (edge.node() == node) {
                box(svg, edge, x(edge.source(), column), y, column);
            }
        }
        svg.empty("circle", "class", "node", "cx", end, "cy", y, "r", NODE);
        svg.element("text", nodes.get(node), "class", "tick middle", "x", end, "y", y + 4);
    }

    private static void box(Markup svg, Edge edge, double x, double y, double column) {
        double width = Math.min(column - 4, MOST_BOX);
        svg.empty(
                "rect",
                "class",
                "box " + edge.kind() + (edge.changed() ? " changed" : ""),
                "x",
                x - width / 2,
                "y",
                y - BOX_HEIGHT / 2,
                "width",
                width,
                "height",
                BOX_HEIGHT,
                "rx",
                6.0);
        int split = edge.operation().lastIndexOf(' ');
        boolean inOneLine = split < 0 || fits(edge.operation(), width);
        List<String> lines = inOneLine
                ? List.of(edge.operation())
                : List.of(edge.operation().substring(0, split), edge.operation().substring(split + 1));
        String style = lines.stream().allMatch(line -> fits(line, width)) ? "tick middle ink" : "tick middle ink tiny";
        for (int line = 0; line < lines.size(); line++) {
            double baseline = y + 4 + LINE * (line - (lines.size() - 1) / 2.0);
            svg.element("text", lines.get(line), "class", style, "x", x, "y", baseline);
        }
    }

    private static boolean fits(String text, double width) {
        return TextSize.width(text, TextSize.SMALL) <= width - ROOM_IN_BOX;
    }

    private static String c(double value) {
        return PlotArea.c(value);
    }
}
