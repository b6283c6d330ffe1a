package io.github.l2nas.report.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in box-drawing characters, for a console.
 *
 * @param heading of the columns
 * @param rows each as long as the heading
 */
public record TextTable(List<String> heading, List<List<String>> rows) {

    public TextTable {
        heading = List.copyOf(heading);
        rows = rows.stream().map(List::copyOf).toList();
        int columns = heading.size();
        if (rows.stream().anyMatch(row -> row.size() != columns)) {
            throw new IllegalArgumentException("a row has not " + columns + " cells");
        }
    }

    /**
     * Draws the table.
     *
     * @return its lines, all of one length
     */
    public List<String> lines() {
        int[] widths = new int[heading.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = Math.max(
                    heading.get(at).length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        List<String> lines = new ArrayList<>();
        lines.add(rule(widths, '\u250c', '\u252c', '\u2510'));
        lines.add(line(widths, heading));
        lines.add(rule(widths, '\u251c', '\u253c', '\u2524'));
        rows.forEach(row -> lines.add(line(widths, row)));
        lines.add(rule(widths, '\u2514', '\u2534', '\u2518'));
        return lines;
    }

    private static String rule(int[] widths, char left, char between, char right) {
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append(rule.isEmpty() ? left : between).append("\u2500".repeat(width + 2));
        }
        return rule.append(right).toString();
    }

    private static String line(int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append("\u2502 ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
        }
        return line.append('\u2502').toString();
    }
}
