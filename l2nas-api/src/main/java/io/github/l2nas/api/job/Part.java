package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part of a job that is found by its name: its space, its evaluator, its strategy. All of it is part of the job's identity,
 * but for the places where inputs lie.
 *
 * @param name of an extension, or of a class
 * @param preset named settings to start from; null for the usual ones
 * @param settings that differ from those, by their names; values as text
 * @param inputs files by their roles
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Part(String name, String preset, Map<String, String> settings, Map<String, InputFile> inputs) {
    public Part {
        Objects.requireNonNull(name, "name");
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
        inputs = inputs == null ? Map.of() : new TreeMap<>(inputs);
    }

    /**
     * A part with its usual settings and no inputs.
     *
     * @param name of an extension, or of a class
     * @return the part
     */
    public static Part named(String name) {
        return new Part(name, null, null, null);
    }

    /**
     * A part with its usual settings and one input.
     *
     * @param name of an extension, or of a class
     * @param role the input's
     * @param input the file
     * @return the part
     */
    public static Part reading(String name, String role, InputFile input) {
        return new Part(name, null, null, Map.of(role, input));
    }

    /**
     * This part with one setting more.
     *
     * @param setting its name
     * @param value its value; null leaves the part as it is
     * @return a part
     */
    public Part with(String setting, Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(settings);
        more.put(setting, value.toString());
        return new Part(name, preset, more, inputs);
    }

    /**
     * The input of a role.
     *
     * @param role for example {@code table}
     * @return the file, or nothing
     */
    public Optional<InputFile> input(String role) {
        return Optional.ofNullable(inputs.get(role));
    }
}
