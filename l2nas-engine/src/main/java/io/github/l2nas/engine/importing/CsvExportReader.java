package io.github.l2nas.engine.importing;

import io.github.l2nas.engine.job.JobEvent;
import io.github.l2nas.engine.table.CsvText;
import io.github.l2nas.spaces.NotationException;
import io.github.l2nas.spaces.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a csv export: one column of architectures under any of the usual names, numbers kept under their own names, other
 * columns left out with a note.
 */
final class CsvExportReader {

    private static final List<String> ARCHITECTURE_NAMES = List.of(
            "architecture",
            "arch_str",
            "arch",
            "archstr",
            "architecture_str",
            "arch_string",
            "genotype",
            "cell",
            "config");

    private final SearchSpace space;
    private final ImportedTable table;
    private final Consumer<JobEvent> events;
    private final Set<String> textColumns = new LinkedHashSet<>();

    CsvExportReader(SearchSpace space, ImportedTable table, Consumer<JobEvent> events) {
        this.space = space;
        this.table = table;
        this.events = events;
    }

    void read(InputStream in) throws IOException {
        try (CSVParser parser = CSVParser.parse(CsvText.of(in), CSVFormat.RFC4180)) {
            List<String> header = null;
            int architectureColumn = -1;
            for (CSVRecord row : parser) {
                if (header == null) {
                    header = Arrays.stream(row.values()).map(String::strip).toList();
                    architectureColumn = architectureColumn(header);
                } else {
                    addRow(row, "line " + parser.getCurrentLineNumber(), header, architectureColumn);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (String column : textColumns) {
            table.dropColumn(column);
            events.accept(new JobEvent.Note("column '" + column + "' is left out: it holds more than numbers"));
        }
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
            throw table.wrong(where + ": " + row.size() + " fields where the header has " + header.size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (column != architectureColumn) {
                String name = header.get(column).isEmpty() ? "column_" + column : header.get(column);
                String value = row.get(column).strip();
                values.put(name, value);
                if (!isNumber(value)) {
                    textColumns.add(name);
                }
            }
        }
        try {
            table.add(where, space.parse(row.get(architectureColumn).strip()).notation(), values);
        } catch (NotationException e) {
            throw table.wrong(where + ": " + e.getMessage());
        }
    }

    private static boolean isNumber(String text) {
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
