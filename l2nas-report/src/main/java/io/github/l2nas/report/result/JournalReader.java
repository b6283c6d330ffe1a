package io.github.l2nas.report.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.file.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads {@code journal.jsonl}, what a search that is under way has recorded so far. A last line that is still being written is
 * left out.
 */
final class JournalReader {

    static final String FILE = "journal.jsonl";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String REMEDY = "Search again";

    private double best = Double.NaN;

    private JournalReader() {}

    /**
     * Reads a journal.
     *
     * @param file the journal
     * @param visitor is given each trial in turn
     * @throws ResultException where it can't be read or a line before the last is none of a journal
     */
    static void read(Path file, Consumer<TrialRow> visitor) {
        JournalReader journal = new JournalReader();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = reader.readLine() == null ? null : reader.readLine(); // the first one names the search
            int step = 0;
            while (line != null) {
                String next = reader.readLine();
                JsonNode trial = parse(file, line, step + 2, next == null);
                if (trial != null) {
                    visitor.accept(journal.row(trial, ++step));
                }
                line = next;
            }
        } catch (IOException e) {
            throw new ResultException(file, "it can't be read: " + AtomicFile.reason(e), REMEDY);
        }
    }

    /** Null for a last line that is cut off. */
    private static JsonNode parse(Path file, String line, int number, boolean isLast) {
        try {
            JsonNode trial = MAPPER.readTree(line);
            if (trial != null && trial.path("architecture").isTextual()) {
                return trial;
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        if (isLast) {
            return null;
        }
        throw new ResultException(file, "line " + number + " is no trial", REMEDY);
    }

    private TrialRow row(JsonNode trial, int step) {
        double accuracy = number(trial, "accuracy");
        boolean lower = trial.path("fidelity").asDouble(1) < 1;
        best = !lower && (Double.isNaN(best) || accuracy > best) ? accuracy : best;
        return new TrialRow(
                step,
                trial.path("architecture").asText(),
                accuracy,
                number(trial, "reward"),
                best,
                trial.path("origin").asText(),
                number(trial, "predictedReward"),
                trial.path("failure").asText(""),
                lower,
                metrics(trial));
    }

    private static Map<String, Double> metrics(JsonNode trial) {
        Map<String, Double> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> metric : trial.path("metrics").properties()) {
            if (metric.getValue().isNumber()) {
                values.put(metric.getKey(), metric.getValue().asDouble());
            }
        }
        return values;
    }

    private static double number(JsonNode trial, String name) {
        return trial.path(name).isNumber() ? trial.path(name).asDouble() : Double.NaN;
    }
}
