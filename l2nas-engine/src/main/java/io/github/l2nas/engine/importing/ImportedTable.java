package io.github.l2nas.engine.importing;

import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.journal.AtomicFile;
import io.github.l2nas.engine.table.BenchmarkTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows on their way into a table: an architecture, and numbers by column. */
final class ImportedTable {

    private final String source;
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    ImportedTable(String source) {
        this.source = source;
    }

    /**
     * Adds a row.
     *
     * @param where where in the source it stands, for messages
     * @param architecture its notation
     * @param values numbers as text, by column
     */
    void add(String where, String architecture, Map<String, String> values) {
        if (rows.put(architecture, new LinkedHashMap<>(values)) != null) {
            throw wrong(where + ": architecture '" + architecture + "' came before. Keep one");
        }
        columns.addAll(values.keySet());
    }

    int size() {
        return rows.size();
    }

    void dropColumn(String column) {
        columns.remove(column);
    }

    JobException wrong(String what) {
        return new JobException("source", source + ": " + what);
    }

    /** Writes csv, compressed where the name ends in .gz. Every row must have every column. */
    void write(Path file) {
        if (rows.isEmpty() || columns.isEmpty()) {
            throw wrong("there is nothing to import: no architecture with a number");
        }
        for (Map.Entry<String, Map<String, String>> row : rows.entrySet()) {
            List<String> missing = new ArrayList<>(columns);
            missing.removeAll(row.getValue().keySet());
            if (!missing.isEmpty()) {
                throw wrong("architecture '" + row.getKey() + "' has no " + missing + ", others have");
            }
        }
        AtomicFile.write(file, out -> {
            if (file.getFileName().toString().endsWith(".gz")) {
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                print(gzip);
                gzip.finish();
            } else {
                print(out);
            }
        });
    }

    private void print(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(
                writer, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        printer.print(BenchmarkTable.ARCHITECTURE);
        printer.printRecord(columns);
        for (Map.Entry<String, Map<String, String>> row : rows.entrySet()) {
            printer.print(row.getKey());
            printer.printRecord(columns.stream().map(row.getValue()::get));
        }
        printer.flush();
    }
}
