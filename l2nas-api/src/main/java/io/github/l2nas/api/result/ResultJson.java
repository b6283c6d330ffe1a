package io.github.l2nas.api.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.text.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** JSON whose bytes depend on its content alone: line feeds, two spaces, numbers by {@link Decimals}. */
public final class ResultJson {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private ResultJson() {}

    /**
     * An empty object.
     *
     * @return a new one
     */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Writes JSON to a file.
     *
     * @param file where
     * @param content what
     */
    public static void write(Path file, JsonNode content) {
        AtomicFile.write(file, out -> out.write(bytes(content)));
    }

    /**
     * JSON as bytes.
     *
     * @param content what
     * @return UTF-8, ending with a line feed
     */
    public static byte[] bytes(JsonNode content) {
        try {
            return (WRITER.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A number as the shortest decimal that means it, the same on every Java version.
     *
     * @param value a finite number
     * @return the decimal
     */
    public static BigDecimal number(double value) {
        return Decimals.shortest(value);
    }

    /**
     * A number as the shortest decimal that means it, the same on every Java version.
     *
     * @param value a finite number
     * @return the decimal
     */
    public static BigDecimal number(float value) {
        return Decimals.shortest(value);
    }

    /**
     * Puts an object of texts where there are any.
     *
     * @param node where
     * @param name of the object
     * @param texts by name
     */
    public static void putTexts(ObjectNode node, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode object = node.putObject(name);
            texts.forEach(object::put);
        }
    }

    /**
     * Puts an architecture's notation as {@code architecture}: one that is itself a JSON object as such, any other as text.
     *
     * @param root where
     * @param architecture the architecture
     */
    public static void putArchitecture(ObjectNode root, Architecture architecture) {
        String notation = architecture.notation();
        if (!notation.startsWith("{")) {
            root.put("architecture", notation);
            return;
        }
        try {
            root.set("architecture", MAPPER.readTree(notation));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("notation is not JSON: " + notation, e);
        }
    }

    /**
     * Puts an input file as {@code {name, sha256}}.
     *
     * @param inputs where
     * @param role what it was used as, the name of the new field
     * @param input the file
     * @return the new object, for more about the input
     */
    public static ObjectNode putInput(ObjectNode inputs, String role, InputFile input) {
        return inputs.putObject(role).put("name", input.name()).put("sha256", input.sha256());
    }

    /**
     * A record of settings as JSON, its fractions as decimals that are the same on every Java version.
     *
     * @param settings numbers, booleans, enums and text
     * @return an object
     */
    public static JsonNode settings(Record settings) {
        ObjectNode tree = object();
        for (Map.Entry<String, JsonNode> field : MAPPER.valueToTree(settings).properties()) {
            JsonNode value = field.getValue();
            if (value.isFloatingPointNumber()) {
                tree.put(field.getKey(), Decimals.shortest(value.doubleValue()));
            } else {
                tree.set(field.getKey(), value);
            }
        }
        return tree;
    }
}
