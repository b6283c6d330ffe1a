package io.github.l2nas.report.figure;

import io.github.l2nas.report.drawing.Drawing;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * A figure, ready to be put on a page.
 *
 * @param title what it shows
 * @param note how to read it, in few sentences
 * @param alternative what it says, for those who can't see it
 * @param data what it was drawn from
 * @param table the same in few rows, where few are enough
 * @param drawing draws it into a width in pixels; empty for data too large to draw
 */
public record Figure(
        String title,
        String note,
        String alternative,
        DataFile data,
        Optional<Table> table,
        Optional<DoubleFunction<Drawing>> drawing) {

    /**
     * A file of data.
     *
     * @param name of the file, lower case
     * @param content its text
     */
    public record DataFile(String name, String content) {}

    /**
     * A table.
     *
     * @param header names of the columns
     * @param rows cells as text
     */
    public record Table(List<String> header, List<List<String>> rows) {
        public Table {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }
    }
}
