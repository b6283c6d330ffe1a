package io.github.l2nas.engine.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Where a model comes from, as entries of its metadata. */
final class ModelOrigin {

    private ModelOrigin() {}

    /**
     * Of the evaluation that wrote the model.
     *
     * @param evaluation content of {@code evaluation.json}
     * @return {@code space}, {@code architecture} and {@code provenance}; what is no text there is JSON here
     */
    static Map<String, String> of(ObjectNode evaluation) {
        Map<String, String> origin = new TreeMap<>();
        for (String name : new String[] {"space", "architecture", "provenance"}) {
            JsonNode value = evaluation.get(name);
            origin.put(name, value.isTextual() ? value.textValue() : value.toString());
        }
        return origin;
    }
}
