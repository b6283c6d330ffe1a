package io.github.l2nas.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
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
 * @param other another view of the same data, shown on demand
 */
public record Figure(
        String title,
        String note,
        String alternative,
        DataFile data,
        Optional<Table> table,
        Optional<DoubleFunction<Drawing>> drawing,
        Optional<View> other) {

    /**
     * A figure of a single view.
     *
     * @param title what it shows
     * @param note how to read it, in few sentences
     * @param alternative what it says, for those who can't see it
     * @param data what it was drawn from
     * @param table the same in few rows, where few are enough
     * @param drawing draws it into a width in pixels; empty for data too large to draw
     */
    public Figure(
            String title,
            String note,
            String alternative,
            DataFile data,
            Optional<Table> table,
            Optional<DoubleFunction<Drawing>> drawing) {
        this(title, note, alternative, data, table, drawing, Optional.empty());
    }

    /**
     * Another view of a figure's data.
     *
     * @param title what it shows
     * @param alternative what it says, for those who can't see it
     * @param drawing draws it into a width in pixels
     */
    public record View(String title, String alternative, DoubleFunction<Drawing> drawing) {}

    /**
     * A file of data.
     *
     * @param name of the file, lower case
     * @param content its text
     * @param values the same as JSON
     */
    public record DataFile(String name, String content, JsonNode values) {}

    /**
     * A table.
     *
     * @param title what it holds
     * @param header names of the columns
     * @param rows cells as text
     * @param pictures one for each row, in a last column of their own; none where there is nothing to draw
     */
    public record Table(String title, List<String> header, List<List<String>> rows, List<Drawing> pictures) {

        /**
         * A table of text alone.
         *
         * @param title what it holds
         * @param header names of the columns
         * @param rows cells as text
         */
        public Table(String title, List<String> header, List<List<String>> rows) {
            this(title, header, rows, List.of());
        }

        /**
         * A table that is a figure's data in few rows.
         *
         * @param header names of the columns
         * @param rows cells as text
         */
        public Table(List<String> header, List<List<String>> rows) {
            this("Data", header, rows, List.of());
        }

        public Table {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
            pictures = List.copyOf(pictures);
        }
    }
}
