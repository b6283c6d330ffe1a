package io.github.l2nas.engine.dataset;

import io.github.l2nas.api.data.DataFiles;
import io.github.l2nas.api.table.CsvText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * One csv file of a table, read line by line, as often as needed.
 *
 * @param files the data set
 * @param name of the file
 * @param header whether its first line names the columns
 */
record TabularFile(DataFiles files, String name, boolean header) {

    /** Takes the lines of a file. */
    @FunctionalInterface
    interface Lines {
        /**
         * A line.
         *
         * @param fields stripped, as many as there are columns
         * @param line its number, from 1
         */
        void line(List<String> fields, long line);
    }

    /** Names of the columns. */
    List<String> columns() {
        List<List<String>> first = new ArrayList<>();
        files.read(name, in -> each(in, (fields, line) -> first.add(fields), 1));
        if (first.isEmpty()) {
            throw files.wrong(
                    name, "it is empty. A table has a line with the names of its columns and one for each row");
        }
        return header ? first.get(0) : NaturalOrder.counted(first.get(0).size());
    }

    /** Reads all rows; those of another length than the first are refused. */
    void rows(int columns, Lines lines) {
        files.read(
                name,
                in -> each(
                        in,
                        (fields, line) -> {
                            if (fields.size() != columns) {
                                throw files.wrong(
                                        name,
                                        "line " + line + " has " + fields.size() + " fields, expected " + columns
                                                + " as in the first line. It is malformed or cut short; correct it");
                            }
                            lines.line(fields, line);
                        },
                        Long.MAX_VALUE));
    }

    private Void each(InputStream in, Lines lines, long most) throws IOException {
        boolean skip = header && most > 1;
        long count = 0;
        try (Reader reader = CsvText.of(in);
                CSVParser parser = CSVParser.parse(reader, CsvText.FORMAT)) {
            for (CSVRecord row : parser) {
                if (skip) {
                    skip = false;
                    continue;
                }
                if (count++ == most) {
                    break;
                }
                lines.line(row.stream().map(String::strip).toList(), parser.getCurrentLineNumber());
            }
        } catch (IllegalArgumentException e) {
            throw files.wrong(name, "it is no csv: " + e.getMessage());
        }
        return null;
    }
}
