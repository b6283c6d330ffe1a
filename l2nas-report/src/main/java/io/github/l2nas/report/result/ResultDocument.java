package io.github.l2nas.report.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON file of results; what it lacks or has wrong is told with the file's name and the field's. */
final class ResultDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int MOST_DECIMALS = 20;

    private final Path file;
    private final String remedy;
    private final JsonNode root;

    private ResultDocument(Path file, String remedy, JsonNode root) {
        this.file = file;
        this.remedy = remedy;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param remedy what to do where it is wrong
     * @return its content, an object
     * @throws ResultException where it can't be read or is no JSON object
     */
    static ResultDocument read(Path file, String remedy) {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            if (root == null || !root.isObject()) {
                throw new ResultException(file, "it is no JSON object", remedy);
            }
            return new ResultDocument(file, remedy, root);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new ResultException(file, "malformed JSON" + where + ": " + e.getOriginalMessage(), remedy);
        } catch (IOException e) {
            throw new ResultException(file, "it can't be read: " + AtomicFile.reason(e), remedy);
        }
    }

    ResultException wrong(String problem) {
        return new ResultException(file, problem, remedy);
    }

    Optional<JsonNode> find(String... path) {
        JsonNode node = root;
        for (String field : path) {
            node = node.path(field);
        }
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private JsonNode required(String... path) {
        return find(path).orElseThrow(() -> wrong("it has no field '" + String.join(".", path) + "'"));
    }

    String text(String... path) {
        JsonNode node = required(path);
        if (!node.isTextual()) {
            throw wrong("its field '" + String.join(".", path) + "' is no text");
        }
        return node.asText();
    }

    double number(String... path) {
        JsonNode node = required(path);
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw wrong("its field '" + String.join(".", path) + "' is no number");
        }
        return node.asDouble();
    }

    /** A number of things, 0 or more. */
    long count(String... path) {
        JsonNode node = required(path);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
            throw wrong("its field '" + String.join(".", path) + "' is no whole number from 0");
        }
        return node.asLong();
    }

    /** The seed of a search, any whole number. */
    long seed(String... path) {
        JsonNode node = required(path);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("its field '" + String.join(".", path) + "' is no whole number");
        }
        return node.asLong();
    }

    /** An accuracy or a share, in [0, 1]. */
    double share(String... path) {
        double value = number(path);
        if (value < 0 || value > 1) {
            throw wrong("its field '" + String.join(".", path) + "' is " + value + ", not in 0 to 1");
        }
        return value;
    }

    /** The entries of an array. */
    Iterable<JsonNode> entries(String... path) {
        JsonNode node = required(path);
        if (!node.isArray()) {
            throw wrong("its field '" + String.join(".", path) + "' is no list");
        }
        return node;
    }

    /** A document about a part of this one, for example an entry of an array. */
    ResultDocument part(JsonNode node) {
        if (!node.isObject()) {
            throw wrong("an entry of a list is no object");
        }
        return new ResultDocument(file, remedy, node);
    }

    /**
     * Values below a field by their paths, {@code inputs.table.name} to {@code bench.csv}, in the order of the file.
     *
     * @param field the field; without it nothing
     * @return a map of them
     */
    Map<String, String> flat(String field) {
        return find(field).map(node -> FlatJson.of(node, ResultDocument::plain)).orElseGet(Map::of);
    }

    /** What the result depends on. The job in it says the same again, for programs. */
    Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(flat("provenance"));
        provenance.keySet().removeIf(name -> name.startsWith("job."));
        return provenance;
    }

    /** Numbers as people write them, but for those that would fill pages with zeros. */
    private static String plain(JsonNode node) {
        return node.isBigDecimal() && Math.abs(node.decimalValue().scale()) <= MOST_DECIMALS
                ? node.decimalValue().toPlainString()
                : node.asText();
    }
}
