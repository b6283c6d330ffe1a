package io.github.l2nas.engine.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of evaluator {@code command}. Lists and maps are JSON texts, so that each setting is one text.
 *
 * @param command the program and its arguments, a JSON array of strings: {@code ["python3","score.py","{architecture}"]}.
 *     Placeholders: {@link CommandLine}. Null only in the defaults
 * @param environment variables that the program has beside those of this process, a JSON object of strings: {@code
 *     {"CUDA_VISIBLE_DEVICES":"0"}}; null for none
 * @param workingDirectory where the program is started, absolute or relative to the search's output directory, so that a
 *     project that is moved has the same settings; null for this process's own
 * @param resultFile the file with the answer, relative to the trial's directory; null where the answer is the last line of
 *     standard output
 * @param timeout how long one architecture may take, ISO 8601, for example {@code PT10M}; null for as long as it takes
 * @param percent whether the metric that is maximised comes in percent; otherwise it is a fraction between 0 and 1
 * @param usesSeed whether scores depend on the seed that the program is given; where they don't, searches with other seeds reuse
 *     them
 */
public record CommandSettings(
        String command,
        String environment,
        String workingDirectory,
        String resultFile,
        String timeout,
        boolean percent,
        boolean usesSeed) {

    /** The settings of a part that says nothing; the command is missing. */
    public static final CommandSettings DEFAULT = new CommandSettings(null, null, null, null, null, false, true);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @throws IllegalArgumentException where a text can't be read, or a value is out of range; begins with the setting's name
     */
    public CommandSettings {
        if (command != null && readArguments(command).isEmpty()) {
            throw new IllegalArgumentException("command is empty; name a program");
        }
        readEnvironment(environment);
        if (workingDirectory != null) {
            path("workingDirectory", workingDirectory);
        }
        if (resultFile != null) {
            requireInside(path("resultFile", resultFile), resultFile);
        }
        readTimeout(timeout);
    }

    /**
     * The program and its arguments, placeholders not yet filled.
     *
     * @return at least one
     */
    List<String> arguments() {
        return readArguments(command);
    }

    /**
     * Variables beside the inherited ones.
     *
     * @return by name
     */
    Map<String, String> variables() {
        return readEnvironment(environment);
    }

    /**
     * The directory where the program is started.
     *
     * @param output the search's output directory, absolute
     * @return absolute
     */
    Path directory(Path output) {
        return workingDirectory == null
                ? Path.of("").toAbsolutePath()
                : output.resolve(workingDirectory).normalize();
    }

    /**
     * How long an architecture may take.
     *
     * @return positive, or nothing
     */
    Optional<Duration> limit() {
        return readTimeout(timeout);
    }

    /** What scores depend on: how long a program may take decides whether there is one, not which. */
    CommandSettings ofScores() {
        return new CommandSettings(command, environment, workingDirectory, resultFile, null, percent, usesSeed);
    }

    private static List<String> readArguments(String text) {
        return read("command", text, new TypeReference<List<String>>() {}, "a JSON array of strings");
    }

    private static Map<String, String> readEnvironment(String text) {
        if (text == null) {
            return Map.of();
        }
        Map<String, String> variables =
                read("environment", text, new TypeReference<TreeMap<String, String>>() {}, "a JSON object of strings");
        variables.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || value == null) {
                throw new IllegalArgumentException("environment has the variable '" + name
                        + "'; a name is not empty and has no '=', a value is a text");
            }
        });
        return variables;
    }

    private static <T> T read(String name, String text, TypeReference<T> type, String wanted) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null || (value instanceof List<?> list && list.contains(null))) {
                throw new IllegalArgumentException(name + " must be " + wanted + ", got " + text);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + " must be " + wanted + ": " + e.getOriginalMessage(), e);
        }
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " is no path: " + e.getMessage(), e);
        }
    }

    private static void requireInside(Path file, String text) {
        Path normal = file.normalize();
        if (file.isAbsolute()
                || file.getRoot() != null
                || normal.startsWith("..")
                || normal.toString().isEmpty()) {
            throw new IllegalArgumentException(
                    "resultFile must be a file in the trial's directory, for example result.json, got " + text);
        }
        if (normal.equals(Path.of(CommandEvaluator.OUTPUT)) || normal.equals(Path.of(CommandEvaluator.ERRORS))) {
            throw new IllegalArgumentException(
                    "resultFile can't be " + normal + ": what the program prints is kept there");
        }
    }

    private static Optional<Duration> readTimeout(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Duration limit;
        try {
            limit = Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "timeout must be an ISO 8601 duration, for example PT10M or PT2H30M, got " + text, e);
        }
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, got " + text);
        }
        return Optional.of(limit);
    }
}
