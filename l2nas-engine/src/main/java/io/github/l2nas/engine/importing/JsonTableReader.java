package io.github.l2nas.engine.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.text.FiniteNumber;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads JSON: an object of architecture to accuracy or to an object of accuracies (nested objects give columns such as
 * {@code cifar10_test}), or a list of objects with an architecture among their fields. Fields that are no numbers are left
 * out with a note.
 */
final class JsonTableReader {

    private static final List<String> ARCHITECTURE_NAMES =
            List.of(BenchmarkTable.ARCHITECTURE, "arch_str", "arch", "arch_string", "genotype", "cell", "config");
    private static final String ACCURACY = "accuracy";

    /** Zeros that a number may have beside its digits before it is written with an exponent. */
    private static final int MOST_ZEROS = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ImportedTable table;
    private final Consumer<JobEvent> events;

    /** Fields that are left out, and where the first one stands. */
    private final Map<String, String> otherFields = new LinkedHashMap<>();

    JsonTableReader(ImportedTable table, Consumer<JobEvent> events) {
        this.table = table;
        this.events = events;
    }

    void read(InputStream in) throws IOException {
        JsonNode root;
        try {
            root = MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw table.wrong("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage()
                    + ". The file is malformed or cut short");
        }
        if (root.isArray()) {
            for (int i = 0; i < root.size(); i++) {
                addObject("entry " + (i + 1), root.get(i));
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : root.properties()) {
                add("entry '" + entry.getKey() + "'", entry.getKey(), entry.getValue(), null);
            }
        }
        otherFields.forEach((field, where) ->
                events.accept(new JobEvent.Note("field '" + field + "' is left out: it is not a number in " + where)));
    }

    private void addObject(String where, JsonNode object) {
        for (String name : ARCHITECTURE_NAMES) {
            JsonNode architecture = object.get(name);
            if (architecture != null) {
                add(where, architecture.isTextual() ? architecture.textValue() : architecture.toString(), object, name);
                return;
            }
        }
        throw table.wrong(where + " has none of the fields " + ARCHITECTURE_NAMES
                + ". Name the field of the architecture 'architecture'");
    }

    private void add(String where, String architecture, JsonNode content, String architectureField) {
        Map<String, String> values = new LinkedHashMap<>();
        if (content.isObject()) {
            for (Map.Entry<String, JsonNode> field : content.properties()) {
                if (!field.getKey().equals(architectureField)) {
                    flatten(where, field.getKey(), field.getValue(), values);
                }
            }
        } else {
            flatten(where, ACCURACY, content, values);
        }
        table.add(where, architecture, values);
    }

    private void flatten(String where, String column, JsonNode node, Map<String, String> values) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                flatten(where, column + "_" + field.getKey(), field.getValue(), values);
            }
        } else if (!node.isNumber()) {
            otherFields.putIfAbsent(column, where);
        } else if (values.put(column, text(where, column, node.decimalValue())) != null) {
            throw table.wrong(where + ": two fields give a column '" + column + "'. Rename one of them");
        }
    }

    private String text(String where, String column, BigDecimal number) {
        String text = Math.abs((long) number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString();
        if (Double.isNaN(FiniteNumber.parse(text))) {
            throw table.wrong(where + ": field '" + column + "' is too large a number: " + text);
        }
        return text;
    }
}
