package io.github.l2nas.api.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link ChoiceSpace} as JSON:
 *
 * <pre>{@code
 * {
 *   "name": "graph-networks",
 *   "choices": {
 *     "links": ["0-0-0-0", "0-0-0-1"],
 *     "depth": [2, 3],
 *     "kernel3": {"values": [3, 5], "when": {"depth": [3]}}
 *   }
 * }
 * }</pre>
 *
 * <p>The order of the choices is that of the text. Words and numbers are kept as they are written.
 */
public final class ChoiceDefinition {

    private static final String NAME = "name";
    private static final String CHOICES = "choices";
    private static final String VALUES = "values";
    private static final String WHEN = "when";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ChoiceDefinition() {}

    /**
     * Reads the space that a text defines.
     *
     * @param json the whole document
     * @return the space
     * @throws IllegalArgumentException where it is no JSON, then names line and column, or defines no space, then names the
     *     choice
     */
    public static ChoiceSpace read(String json) {
        return space(tree(json));
    }

    /**
     * Parses a text, keeping numbers as they are written.
     *
     * @param json a document, or a part of one
     * @return its tree
     * @throws IllegalArgumentException where it is no JSON; names line and column
     */
    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            String problem = e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
            throw new IllegalArgumentException(where + "not JSON: " + problem);
        }
    }

    /**
     * The space that a document defines.
     *
     * @param definition has {@code name} and {@code choices}
     * @return the space
     * @throws IllegalArgumentException where it defines none; names the field or the choice
     */
    public static ChoiceSpace space(JsonNode definition) {
        requireFields(definition, "a definition", NAME, CHOICES);
        if (!definition.path(NAME).isTextual()) {
            throw new IllegalArgumentException("a definition needs the name of its space, \"name\": \"...\"");
        }
        return new ChoiceSpace(definition.get(NAME).textValue(), choices(definition.path(CHOICES)));
    }

    /**
     * The choices of a definition.
     *
     * @param choices an object with a field for each
     * @return in the order of the fields
     * @throws IllegalArgumentException where one is none; names it
     */
    public static List<Choice> choices(JsonNode choices) {
        if (!choices.isObject()) {
            throw new IllegalArgumentException(
                    "a definition needs an object of its choices, \"choices\": {\"width\": [16, 32], ...}");
        }
        List<Choice> read = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : choices.properties()) {
            read.add(choice(field.getKey(), field.getValue()));
        }
        return read;
    }

    private static Choice choice(String name, JsonNode node) {
        String what = "choice '" + name + "'";
        if (!node.isObject()) {
            return new Choice(name, values(what, node), Optional.empty());
        }
        requireFields(node, what, VALUES, WHEN);
        Choice choice = new Choice(name, values(what, node.path(VALUES)), Optional.empty());
        if (!node.has(WHEN)) {
            return choice;
        }
        JsonNode when = node.get(WHEN);
        if (!when.isObject() || when.size() != 1) {
            throw new IllegalArgumentException(
                    what + ": \"when\" is an object with the name of one other choice and some of"
                            + " its values, for example {\"depth\": [3, 4]}");
        }
        Map.Entry<String, JsonNode> condition = when.properties().iterator().next();
        return choice.when(
                condition.getKey(),
                values(what + ": \"when\"", condition.getValue()).toArray(String[]::new));
    }

    private static void requireFields(JsonNode node, String what, String... known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(what + " is a JSON object, not " + kind(node));
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException(what + " has no field '" + name + "', only " + List.of(known));
            }
        });
    }

    private static List<String> values(String what, JsonNode node) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(
                    what + " needs an array of its values, for example [16, 32], not " + kind(node));
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : node) {
            if (!value.isTextual() && !value.isNumber()) {
                throw new IllegalArgumentException(what + ": a value is a text or a number, not " + kind(value));
            }
            values.add(value.asText());
        }
        return values;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "nothing";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            default -> node.toString();
        };
    }

    /**
     * The definition of a space.
     *
     * @param space the space, perhaps one of a class
     * @return a document that {@link #space} reads to a space of the same name and choices; all values as text
     */
    public static ObjectNode of(ChoiceSpace space) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put(NAME, space.name());
        ObjectNode choices = definition.putObject(CHOICES);
        for (Choice choice : space.choices()) {
            if (choice.condition().isEmpty()) {
                put(choices.putArray(choice.name()), choice.values());
            } else {
                ObjectNode conditional = choices.putObject(choice.name());
                put(conditional.putArray(VALUES), choice.values());
                Choice.Condition condition = choice.condition().get();
                put(conditional.putObject(WHEN).putArray(condition.choice()), condition.values());
            }
        }
        return definition;
    }

    private static void put(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
