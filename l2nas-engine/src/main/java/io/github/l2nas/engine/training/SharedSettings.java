package io.github.l2nas.engine.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.result.ResultJson;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings of a part that are those of a recipe, by their names. */
public final class SharedSettings {

    private SharedSettings() {}

    /**
     * The settings that two records have in common.
     *
     * @param from has the values
     * @param to the other one's class
     * @return by name the values of {@code from} as text; without those that are null
     */
    public static Map<String, String> of(Record from, Class<? extends Record> to) {
        Set<String> names = Arrays.stream(to.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toSet());
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : ResultJson.settings(from).properties()) {
            if (names.contains(field.getKey()) && !field.getValue().isNull()) {
                values.put(field.getKey(), field.getValue().asText());
            }
        }
        return values;
    }
}
