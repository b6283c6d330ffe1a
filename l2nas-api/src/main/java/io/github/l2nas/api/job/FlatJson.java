package io.github.l2nas.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** JSON as path-value pairs: {@code stopping.steps} to {@code 1000}, {@code constraints[0]} to {@code params <= 1000000}. */
public final class FlatJson {

    private final Function<JsonNode, String> leaf;
    private final Map<String, String> flat = new LinkedHashMap<>();

    private FlatJson(Function<JsonNode, String> leaf) {
        this.leaf = leaf;
    }

    /**
     * The values below a node by their paths.
     *
     * @param node the node; paths begin below it
     * @param leaf the text of a value that is neither an object nor an array nor null
     * @return a new map in the order of the node; nulls, empty objects and empty arrays have no entry
     */
    public static Map<String, String> of(JsonNode node, Function<JsonNode, String> leaf) {
        FlatJson json = new FlatJson(leaf);
        json.add("", node);
        return json.flat;
    }

    private void add(String path, JsonNode node) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(path + "[" + i + "]", node.get(i));
            }
        } else if (!node.isNull()) {
            flat.put(path, leaf.apply(node));
        }
    }
}
