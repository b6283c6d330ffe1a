package io.github.l2nas.maven.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.maven.fork.EngineLibrary;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A published result that tells how it was made.
 *
 * @param name its coordinates, or its file's name
 * @param file where it lies
 * @param content its JSON; of a supernet the description in it
 * @param output the file that its goal writes it to, for example {@code architecture.json}
 * @param engine version of the engine that made it
 * @param job what that engine was told to do, without places
 */
public record PublishedResult(String name, Path file, JsonNode content, String output, String engine, ObjectNode job) {

    private static final String DESCRIPTION = "supernet.json";
    private static final String ENGINE = "l2nas-engine ";
    private static final String THREADS = "threads";
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Reads a result.
     *
     * @param parameter where it is named, for messages
     * @param name its coordinates, or its file's name
     * @param file {@code architecture.json}, {@code evaluation.json} or {@code supernet.zip}
     * @return the result
     * @throws io.github.l2nas.maven.parameter.ParameterException where it is none, or does not tell how it was made
     */
    public static PublishedResult read(GoalParameter parameter, String name, Path file) {
        JsonNode content = content(parameter, name, file);
        JsonNode provenance = content.has("provenance") ? content.get("provenance") : content;
        String engine = provenance.path("engine").asText();
        if (!engine.startsWith(ENGINE)) {
            throw parameter.wrong(name + " is no architecture.json, evaluation.json or supernet.zip of this plugin: it"
                    + " names no engine");
        }
        if (content.path("unfinished").asBoolean()) {
            throw parameter.wrong(
                    name + " is unfinished: a time budget has interrupted its search, and where it stopped"
                            + " can't be repeated. Reproduce a finished result");
        }
        if (!(provenance.get("job") instanceof ObjectNode job)) {
            throw parameter.wrong(
                    name + " was made by " + engine + ", which did not write down the whole job. Reproduce a"
                            + " result that was made by a later version");
        }
        threads(provenance).ifPresent(told -> job.withObject("/compute").put(THREADS, told));
        return new PublishedResult(
                name, file, content, output(parameter, name, job), engine.substring(ENGINE.length()), job);
    }

    /** The number of threads, which the provenance tells where the result depends on it. */
    private static OptionalInt threads(JsonNode provenance) {
        JsonNode told = provenance.has("compute") ? provenance.at("/compute/" + THREADS) : provenance.path(THREADS);
        return told.isInt() ? OptionalInt.of(told.asInt()) : OptionalInt.empty();
    }

    private static String output(GoalParameter parameter, String name, ObjectNode job) {
        return switch (job.path("job").asText()) {
            case "search" -> "architecture.json";
            case "train-supernet" -> "supernet.zip";
            case "evaluate", "evaluate-subnet" -> "evaluation.json";
            default ->
                throw parameter.wrong(
                        name + " was made by a job '" + job.path("job").asText()
                                + "', which this version does not know. Use the plugin in the version of the result's engine");
        };
    }

    private static JsonNode content(GoalParameter parameter, String name, Path file) {
        try {
            JsonNode content = content(file);
            if (content != null && content.isObject()) {
                return content;
            }
        } catch (IOException e) {
            throw parameter.wrong("can't read " + name + ": " + e.getMessage());
        }
        throw parameter.wrong(name + " is no JSON object");
    }

    /**
     * The JSON of a result.
     *
     * @param file {@code architecture.json}, {@code evaluation.json} or {@code supernet.zip}
     * @return its content, or the description in it
     * @throws IOException where it can't be read
     */
    static JsonNode content(Path file) throws IOException {
        if (!file.getFileName().toString().endsWith(".zip")) {
            return MAPPER.readTree(Files.readAllBytes(file));
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry description = zip.getEntry(DESCRIPTION);
            if (description == null) {
                throw new IOException("it has no " + DESCRIPTION);
            }
            try (InputStream in = zip.getInputStream(description)) {
                return MAPPER.readTree(in);
            }
        }
    }

    /**
     * Whether networks run in its job.
     *
     * @return true for one with a data set, or with an evaluator that may run them without one
     */
    public boolean runsNetworks() {
        return job.hasNonNull("dataset")
                || job.hasNonNull("warmUp")
                || job.hasNonNull("features")
                || job.hasNonNull("filter");
    }

    /**
     * How many threads OpenMP may start in the engine's process.
     *
     * @return 0 where no networks run, those of the result where it depends on them
     */
    public int openMpThreads() {
        return runsNetworks() ? job.at("/compute/" + THREADS).asInt(1) : 0;
    }

    /**
     * What its job needs beside the engine.
     *
     * @return native libraries for one with networks, ONNX Runtime for one that quantizes
     */
    public Set<EngineLibrary> libraries() {
        Set<EngineLibrary> libraries = EnumSet.noneOf(EngineLibrary.class);
        if (runsNetworks()) {
            libraries.add(EngineLibrary.NATIVES);
        }
        if (job.hasNonNull("quantization")) {
            libraries.add(EngineLibrary.ONNX_RUNTIME);
        }
        return libraries;
    }

    /**
     * Whether it was made with classes that are no part of the engine.
     *
     * @return true where it tells their digests
     */
    public boolean needsOtherCode() {
        return content.path("provenance").has("code");
    }

    /**
     * The job with places on this machine.
     *
     * @param placed the job whose inputs have files
     * @param directory where it writes, absolute
     * @return text of a job file
     */
    public static String jobFile(ObjectNode placed, Path directory) {
        return placed.deepCopy().put("outputDirectory", directory.toString()).toPrettyString();
    }
}
