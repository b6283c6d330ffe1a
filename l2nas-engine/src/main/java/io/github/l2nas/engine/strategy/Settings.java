package io.github.l2nas.engine.strategy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.engine.job.JobException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Settings of a strategy: a record that validates itself, with values that a user may override by name. */
public final class Settings {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Settings() {}

    /**
     * A copy of a settings record with some components replaced.
     *
     * @param preset the settings to start from; its compact constructor throws {@link IllegalArgumentException} for values
     *     out of range
     * @param overrides component names to values as text
     * @param <T> type of the record; components are numbers, booleans, enums and text
     * @return the new settings
     * @throws JobException for an unknown name, a value of the wrong type or out of range
     */
    public static <T extends Record> T override(T preset, Map<String, String> overrides) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) preset.getClass();
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        T settings = preset;
        for (Map.Entry<String, String> override : overrides.entrySet()) {
            String name = override.getKey();
            if (!names.contains(name)) {
                throw new JobException(
                        "settings." + name, "there is no setting '" + name + "'; this strategy has " + names);
            }
            ObjectNode fields = MAPPER.valueToTree(settings);
            fields.put(name, override.getValue().strip());
            try {
                settings = MAPPER.treeToValue(fields, type);
            } catch (JsonProcessingException e) {
                throw new JobException(
                        "settings." + name, "'" + override.getValue() + "' will not do: " + firstLine(rootCause(e)));
            }
        }
        return settings;
    }

    private static Throwable rootCause(Throwable throwable) {
        Throwable cause = throwable;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String firstLine(Throwable throwable) {
        String message =
                throwable instanceof JsonProcessingException json ? json.getOriginalMessage() : throwable.getMessage();
        return message.lines().findFirst().orElse(throwable.toString());
    }
}
