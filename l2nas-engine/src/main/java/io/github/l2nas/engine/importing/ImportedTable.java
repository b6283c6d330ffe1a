package io.github.l2nas.engine.importing;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NotationException;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.text.FiniteNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows on their way into a table: an architecture, and numbers by column. */
final class ImportedTable {

    /** How NATS-Bench writes an architecture of its size space: the channels of its layers. */
    private static final Pattern SIZES = Pattern.compile("\\d+(?::\\d+)+");

    private static final String SIZE_SPACE =
            ". This is NATS-Bench's size space, not its topology space: declare it as a space of"
                    + " choices, one for each layer, and give a csv of its accuracies";

    /** The column of the benchmark's own numbering of architectures. */
    static final String INDEX = "index";

    /** What exports call an architecture's official index. Tables are in its order. */
    private static final List<String> INDEX_NAMES =
            List.of(INDEX, "arch_index", "architecture_index", "arch_id", "idx");

    private record Row(String where, String architecture, Map<String, String> values) {}

    private final String source;
    private final SearchSpace space;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    ImportedTable(String source, SearchSpace space) {
        this.source = source;
        this.space = space;
    }

    /**
     * Adds a row.
     *
     * @param where where in the source it stands, for messages
     * @param architecture in any notation of the space
     * @param values finite numbers as text, by column
     * @throws JobException where the architecture is malformed or has a row already
     */
    void add(String where, String architecture, Map<String, String> values) {
        Architecture parsed;
        try {
            parsed = space.parse(architecture.strip());
        } catch (NotationException e) {
            throw wrong(where + ": " + e.getMessage()
                    + (SIZES.matcher(architecture.strip()).matches() ? SIZE_SPACE : ""));
        }
        Row row = new Row(where, parsed.notation(), new LinkedHashMap<>(values));
        Row earlier = rows.put(parsed.identity(), row);
        if (earlier != null) {
            throw wrong(where + ": architecture '" + row.architecture() + "' came before, in " + earlier.where()
                    + ". Keep one");
        }
        columns.addAll(values.keySet());
    }

    void dropColumn(String column) {
        columns.remove(column);
    }

    JobException wrong(String what) {
        return new JobException("source", source + ": " + what);
    }

    /**
     * Writes the table as csv. The same rows give the same bytes: they are ordered by the official index where there is
     * one, else by architecture.
     *
     * @param file where
     * @param gzip whether to compress
     * @throws JobException where a row lacks a column or the file can't be written
     */
    void write(Path file, boolean gzip) {
        if (rows.isEmpty() || columns.isEmpty()) {
            throw wrong("there is nothing to import: no architecture with a number");
        }
        requireRectangle();
        AtomicFile.write(file, out -> {
            if (gzip) {
                GZIPOutputStream compressed = new GZIPOutputStream(out);
                print(compressed);
                compressed.finish();
            } else {
                print(out);
            }
        });
    }

    private void requireRectangle() {
        for (Row row : rows.values()) {
            List<String> missing = new ArrayList<>(columns);
            missing.removeAll(row.values().keySet());
            if (!missing.isEmpty()) {
                throw wrong(row.where() + ": architecture '" + row.architecture() + "' has no " + missing
                        + ", others have. Complete it, or leave it out everywhere");
            }
        }
    }

    private List<Row> ordered() {
        List<Row> ordered = new ArrayList<>(rows.values());
        ordered.sort(officialOrder().orElse(Comparator.comparing(Row::architecture)));
        return ordered;
    }

    private Optional<Comparator<Row>> officialOrder() {
        return INDEX_NAMES.stream()
                .filter(columns::contains)
                .filter(this::numbersRows)
                .findFirst()
                .map(column -> Comparator.comparingDouble(
                        row -> FiniteNumber.parse(row.values().get(column))));
    }

    private boolean numbersRows(String column) {
        Set<Double> numbers = new LinkedHashSet<>();
        for (Row row : rows.values()) {
            double number = FiniteNumber.parse(row.values().get(column));
            if (number != Math.rint(number) || !numbers.add(number)) {
                return false;
            }
        }
        return true;
    }

    private void print(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(
                writer, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get());
        printer.print(BenchmarkTable.ARCHITECTURE);
        printer.printRecord(columns);
        for (Row row : ordered()) {
            printer.print(row.architecture());
            printer.printRecord(columns.stream()
                    .map(column -> Objects.requireNonNull(row.values().get(column)))
                    .toList());
        }
        printer.flush();
    }
}
