package io.github.l2nas.report.result;

import io.github.l2nas.api.file.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads {@code history.csv} row by row: it may have a million. */
public final class HistoryReader {

    private static final String REMEDY = "Give the history.csv that l2nas:search has written, or search again";
    private static final String PREDICTED = "predicted_reward";
    private static final String FAILURE = "failure";
    private static final String FIDELITY = "fidelity";
    private static final String EFFORT = "effort";
    private static final List<String> OF_EACH_SEARCH = List.of(PREDICTED, FAILURE);
    private static final List<String> OF_FIDELITIES = List.of(FIDELITY, EFFORT);
    private static final List<String> REQUIRED =
            List.of("step", "architecture", "accuracy", "reward", "best_accuracy", "origin");
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path file;
    private final List<String> metrics = new ArrayList<>();
    private boolean fails;

    /** The highest fidelity; not a number in a search without fidelities. */
    private double full = Double.NaN;

    private HistoryReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a history.
     *
     * @param file {@code history.csv}, or the journal of a search that is under way
     * @param visitor is given each row in turn
     * @throws ResultException where it is none, or a row is wrong; names the line
     */
    public static void read(Path file, Consumer<TrialRow> visitor) {
        if (file.endsWith(JournalReader.FILE)) {
            JournalReader.read(file, visitor);
        } else {
            new HistoryReader(file).read(visitor);
        }
    }

    private void read(Consumer<TrialRow> visitor) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            for (String column : REQUIRED) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    throw new ResultException(file, "it has no column '" + column + "'", REMEDY);
                }
            }
            fails = parser.getHeaderMap().containsKey(FAILURE);
            if (parser.getHeaderMap().keySet().containsAll(OF_FIDELITIES)) {
                full = highest();
            }
            metrics.addAll(parser.getHeaderNames());
            metrics.removeAll(REQUIRED);
            metrics.removeAll(OF_EACH_SEARCH);
            if (!Double.isNaN(full)) {
                metrics.removeAll(OF_FIDELITIES);
            }
            int step = 0;
            for (CSVRecord row : parser) {
                visitor.accept(trial(row, parser.getCurrentLineNumber(), ++step));
            }
        } catch (IOException e) {
            throw unreadable(AtomicFile.reason(e));
        } catch (UncheckedIOException e) {
            throw unreadable(AtomicFile.reason(e.getCause()));
        } catch (IllegalArgumentException e) {
            throw unreadable(e.getMessage());
        }
    }

    private double highest() throws IOException {
        double highest = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            for (CSVRecord row : parser) {
                highest = Math.max(
                        highest, row.isConsistent() ? number(row, FIDELITY, parser.getCurrentLineNumber()) : 0);
            }
        }
        return highest;
    }

    private ResultException unreadable(String reason) {
        return new ResultException(file, "it can't be read: " + reason, REMEDY);
    }

    private TrialRow trial(CSVRecord row, long line, int step) {
        if (!row.isConsistent()) {
            throw wrong(line, "has " + row.size() + " fields");
        }
        if (!row.get("step").equals(String.valueOf(step))) {
            throw wrong(line, "should be step " + step + ", not '" + row.get("step") + "'");
        }
        return new TrialRow(
                step,
                row.get("architecture"),
                share(row, "accuracy", line),
                number(row, "reward", line),
                share(row, "best_accuracy", line),
                row.get("origin"),
                number(row, PREDICTED, line),
                fails ? row.get(FAILURE) : "",
                number(row, FIDELITY, line) < full,
                metrics(row, line));
    }

    private Map<String, Double> metrics(CSVRecord row, long line) {
        Map<String, Double> values = new HashMap<>();
        for (String metric : metrics) {
            double value = number(row, metric, line);
            if (!Double.isNaN(value)) {
                values.put(metric, value);
            }
        }
        return values;
    }

    private double share(CSVRecord row, String column, long line) {
        double value = number(row, column, line);
        if (value < 0 || value > 1) {
            throw wrong(line, "has " + column + " " + row.get(column) + ", not in 0 to 1");
        }
        return value;
    }

    /** Not a number where there is no such column. */
    private double number(CSVRecord row, String column, long line) {
        if (!row.isMapped(column)) {
            return Double.NaN;
        }
        String text = row.get(column);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong(line, "has " + column + " '" + text + "', which is no number");
    }

    private ResultException wrong(long line, String what) {
        return new ResultException(file, "line " + line + " " + what, REMEDY);
    }
}
