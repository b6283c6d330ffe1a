package io.github.l2nas.api.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.JobException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Settings of a strategy or a training recipe: a record that validates itself, its values overridden by name. */
public final class Settings {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Settings() {}

    /**
     * A copy of a strategy's settings with some components replaced.
     *
     * @param preset the settings to start from
     * @param overrides component names to values as text
     * @param <T> type of the record
     * @return the new settings
     * @throws JobException as {@link #override(String, String, Record, Map)}
     */
    public static <T extends Record> T override(T preset, Map<String, String> overrides) {
        return override("strategy.settings", "strategy", preset, overrides);
    }

    /**
     * A copy of a settings record with some components replaced.
     *
     * @param field the job's field that holds the overrides, for example {@code strategy.settings}
     * @param owner whose settings they are, for the message: {@code strategy} or {@code recipe}
     * @param preset the settings to start from; its compact constructor throws {@link IllegalArgumentException} for values
     *     out of range
     * @param overrides component names to values as text
     * @param <T> type of the record; components are numbers, booleans, enums and text
     * @return the new settings
     * @throws JobException for an unknown name, a value of the wrong type or out of range
     */
    public static <T extends Record> T override(String field, String owner, T preset, Map<String, String> overrides) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) preset.getClass();
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
        ObjectNode fields = MAPPER.valueToTree(preset);
        overrides.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new JobException(
                        field + "." + name,
                        "there is no setting '" + name + "'; the " + owner + " has "
                                + (names.isEmpty() ? "none" : names));
            }
            fields.put(name, value.strip());
        });
        try {
            return MAPPER.treeToValue(fields, type);
        } catch (JsonProcessingException e) {
            String message = firstLine(rootCause(e));
            String name = culprit(e, message, overrides);
            throw new JobException(field + "." + name, "'" + overrides.get(name) + "' will not do: " + message);
        }
    }

    /** The override to blame: the one that is no value of its type, or the first of those that the message names. */
    private static String culprit(JsonProcessingException e, String message, Map<String, String> overrides) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String name = mapping.getPath().get(0).getFieldName();
            if (overrides.containsKey(name)) {
                return name;
            }
        }
        return overrides.keySet().stream()
                .filter(message::contains)
                .min(Comparator.comparingInt(message::indexOf))
                .orElseGet(() -> overrides.keySet().iterator().next());
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
