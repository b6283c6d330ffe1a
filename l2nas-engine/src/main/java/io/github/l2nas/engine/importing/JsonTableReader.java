package io.github.l2nas.engine.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.spaces.NotationException;
import io.github.l2nas.spaces.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON: an object of architecture to accuracy or to an object of accuracies (nested objects give columns such as
 * {@code cifar10_test}), or a list of objects with an architecture among their fields. Fields that are no numbers are left
 * out.
 */
final class JsonTableReader {

    private static final List<String> ARCHITECTURE_NAMES =
            List.of("architecture", "arch_str", "arch", "genotype", "config");
    private static final String ACCURACY = "accuracy";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final SearchSpace space;
    private final ImportedTable table;

    JsonTableReader(SearchSpace space, ImportedTable table) {
        this.space = space;
        this.table = table;
    }

    void read(InputStream in) throws IOException {
        JsonNode root;
        try {
            root = MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            throw table.wrong("line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        }
        if (root.isArray()) {
            for (int i = 0; i < root.size(); i++) {
                addObject("entry " + (i + 1), root.get(i));
            }
        } else {
            for (Map.Entry<String, JsonNode> entry : root.properties()) {
                Map<String, String> values = new LinkedHashMap<>();
                flatten("", entry.getValue(), values);
                add("entry '" + entry.getKey() + "'", entry.getKey(), values);
            }
        }
    }

    private void addObject(String where, JsonNode object) {
        for (String name : ARCHITECTURE_NAMES) {
            JsonNode architecture = object.get(name);
            if (architecture != null) {
                Map<String, String> values = new LinkedHashMap<>();
                flatten("", object, values);
                add(where, architecture.isTextual() ? architecture.textValue() : architecture.toString(), values);
                return;
            }
        }
        throw table.wrong(where + " has none of the fields " + ARCHITECTURE_NAMES);
    }

    private static void flatten(String column, JsonNode node, Map<String, String> values) {
        if (node.isNumber()) {
            values.put(column.isEmpty() ? ACCURACY : column, node.decimalValue().toPlainString());
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                flatten(column.isEmpty() ? field.getKey() : column + "_" + field.getKey(), field.getValue(), values);
            }
        }
    }

    private void add(String where, String architecture, Map<String, String> values) {
        try {
            table.add(where, space.parse(architecture).notation(), values);
        } catch (NotationException e) {
            throw table.wrong(where + ": " + e.getMessage());
        }
    }
}
