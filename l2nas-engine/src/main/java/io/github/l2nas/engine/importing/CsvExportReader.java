package io.github.l2nas.engine.importing;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.table.CsvText;
import io.github.l2nas.api.text.FiniteNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a csv export: one column of architectures under any of the usual names, numbers kept under their own names, other
 * columns left out with a note. A first column without a name is the index that pandas writes, and is called {@code index}.
 */
final class CsvExportReader {

    private static final List<String> ARCHITECTURE_NAMES = List.of(
            BenchmarkTable.ARCHITECTURE,
            "arch_str",
            "arch",
            "archstr",
            "architecture_str",
            "arch_string",
            "genotype",
            "cell",
            "config");

    private final ImportedTable table;
    private final Consumer<JobEvent> events;

    /** What a column holds that is no number, and where. */
    private final Map<String, String> textColumns = new LinkedHashMap<>();

    CsvExportReader(ImportedTable table, Consumer<JobEvent> events) {
        this.table = table;
        this.events = events;
    }

    void read(InputStream in) throws IOException {
        try (CSVParser parser = CSVParser.parse(CsvText.of(in), CsvText.FORMAT)) {
            List<String> header = null;
            int architectureColumn = -1;
            for (CSVRecord row : parser) {
                if (header == null) {
                    header = header(row);
                    architectureColumn = architectureColumn(header);
                } else {
                    addRow(row, "line " + parser.getCurrentLineNumber(), header, architectureColumn);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        textColumns.forEach((column, what) -> {
            table.dropColumn(column);
            events.accept(new JobEvent.Note("column '" + column + "' is left out: " + what + " is not a number"));
        });
    }

    private List<String> header(CSVRecord row) {
        List<String> header = new ArrayList<>();
        for (String field : row) {
            String name = field.strip();
            if (name.isEmpty()) {
                name = header.isEmpty() ? ImportedTable.INDEX : "column_" + (header.size() + 1);
            }
            if (header.contains(name)) {
                throw table.wrong(
                        "line 1: the column name '" + name + "' stands twice in the header. Rename one of them");
            }
            header.add(name);
        }
        return header;
    }

    private int architectureColumn(List<String> header) {
        for (String name : ARCHITECTURE_NAMES) {
            for (int column = 0; column < header.size(); column++) {
                if (header.get(column).toLowerCase(Locale.ROOT).equals(name)) {
                    return column;
                }
            }
        }
        throw table.wrong("line 1: none of the columns " + header + " is named like one of architectures, "
                + ARCHITECTURE_NAMES + ". Rename it to 'architecture'");
    }

    private void addRow(CSVRecord row, String where, List<String> header, int architectureColumn) {
        if (row.size() != header.size()) {
            throw table.wrong(where + ": " + row.size() + " fields where the header has " + header.size()
                    + ". The line is malformed or cut short");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (column != architectureColumn) {
                String name = header.get(column);
                String value = row.get(column).strip();
                values.put(name, value);
                if (Double.isNaN(FiniteNumber.parse(value))) {
                    textColumns.putIfAbsent(name, "'" + value + "' in " + where);
                }
            }
        }
        table.add(where, row.get(architectureColumn), values);
    }
}
