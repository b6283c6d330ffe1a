package io.github.l2nas.api.table;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.FiniteNumber;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads and checks a benchmark table row by row. */
final class TableReader {

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;
    private static final int BUFFER = 1 << 16;

    /** A gigabyte of text: a table is kept in memory. */
    private static final long MOST_CHARACTERS = 1L << 30;

    private final String name;
    private final SearchSpace space;
    private final Map<String, Architecture> architectures = new LinkedHashMap<>();
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final List<double[]> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    TableReader(String name, SearchSpace space) {
        this.name = name;
        this.space = space;
    }

    BenchmarkTable read(Path file) {
        try (InputStream in = open(file);
                Reader reader = CsvText.of(in, MOST_CHARACTERS);
                CSVParser parser = CSVParser.parse(reader, CsvText.FORMAT)) {
            return read(parser);
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        } catch (IOException e) {
            throw unreadable(e);
        } catch (IllegalArgumentException e) {
            throw wrong("is not csv: " + e.getMessage());
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(2);
        boolean gzip = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
        in.reset();
        return gzip ? new GZIPInputStream(in, BUFFER) : in;
    }

    private JobException unreadable(IOException e) {
        String where = lines.isEmpty() ? "" : " after line " + lines.get(lines.size() - 1);
        if (e instanceof EOFException || e instanceof ZipException) {
            return wrong("is damaged or cut short" + where + " (" + AtomicFile.reason(e) + "). Get the file again");
        }
        if (e instanceof CharacterCodingException) {
            return wrong("is not UTF-8 text" + where + ". Save it as UTF-8 csv, or csv compressed with gzip");
        }
        if (e instanceof NoSuchFileException) {
            return wrong("does not exist");
        }
        return wrong("can't be read" + where + ": " + AtomicFile.reason(e));
    }

    private BenchmarkTable read(CSVParser parser) {
        List<String> header = null;
        ArchitectureColumns naming = null;
        for (CSVRecord row : parser) {
            if (header == null) {
                header = header(row);
                naming = naming(header);
            } else {
                addRow(row, parser.getCurrentLineNumber(), header, naming);
            }
        }
        if (rows.isEmpty()) {
            throw wrong("has no rows. A table has a header line and a line for each architecture");
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (!naming.contain(column)) {
                int index = column;
                columns.put(
                        header.get(column),
                        rows.stream().mapToDouble(row -> row[index]).toArray());
            }
        }
        return new BenchmarkTable(name, columns, architectures, List.copyOf(lines));
    }

    private List<String> header(CSVRecord row) {
        List<String> header = Arrays.stream(row.values()).map(String::strip).toList();
        Set<String> names = new LinkedHashSet<>();
        for (String column : header) {
            if (!names.add(column)) {
                throw wrong("line 1: the column name '" + column + "' stands twice in the header. Rename one of them");
            }
        }
        return header;
    }

    private ArchitectureColumns naming(List<String> header) {
        try {
            return ArchitectureColumns.of(header, space);
        } catch (IllegalArgumentException e) {
            throw wrong("line 1: " + e.getMessage());
        }
    }

    private void addRow(CSVRecord row, long line, List<String> header, ArchitectureColumns naming) {
        if (row.size() != header.size()) {
            throw wrong("line " + line + ": " + row.size() + " fields where the header has " + header.size()
                    + ". The line is malformed or cut short");
        }
        Architecture architecture;
        try {
            architecture = naming.architecture(row);
        } catch (IllegalArgumentException e) {
            throw wrong("line " + line + ", " + e.getMessage());
        }
        double[] values = new double[header.size()];
        for (int column = 0; column < values.length; column++) {
            if (!naming.contain(column)) {
                values[column] = number(row.get(column), line, header.get(column));
            }
        }
        Integer known = rowOf.putIfAbsent(architecture.identity(), rows.size());
        if (known != null) {
            requireSame(known, values, line, architecture);
            return;
        }
        architectures.put(architecture.identity(), architecture);
        rows.add(values);
        lines.add(line);
    }

    /** Two rows of the same network may be there, as long as they say the same. */
    private void requireSame(int known, double[] values, long line, Architecture architecture) {
        if (!Arrays.equals(rows.get(known), values)) {
            throw wrong("line " + line + ": architecture '" + architecture.notation() + "' has other values in line "
                    + lines.get(known) + ", and it is the same network. Keep one of the lines");
        }
    }

    private double number(String text, long line, String column) {
        double value = FiniteNumber.parse(text.strip());
        if (Double.isNaN(value)) {
            throw wrong("line " + line + ", column '" + column + "': '" + text
                    + "' is not a finite number. Correct it, or leave the column out");
        }
        return value;
    }

    private JobException wrong(String what) {
        return new JobException("evaluator.inputs.table", "table " + name + " " + what);
    }
}
