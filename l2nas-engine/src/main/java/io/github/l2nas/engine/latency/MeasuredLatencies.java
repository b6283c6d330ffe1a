package io.github.l2nas.engine.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Latencies that goal {@code measure-latency} has measured: by the model of the space where the file has one, otherwise of the
 * architectures that it lists. Safe for several threads.
 */
public final class MeasuredLatencies implements LatencySpace.Latencies {

    private static final String FIELD = "constraints.latencyTable";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_KNOWN = 100_000;

    private final MeasuredOn measuredOn;
    private final SizedNetworks networks;
    private final Optional<LatencyModel> model;
    private final Map<String, Double> listed = new LinkedHashMap<>();
    private final Map<String, Architecture> architectures = new LinkedHashMap<>();
    private final ConcurrentMap<String, Double> known = new ConcurrentHashMap<>();

    private MeasuredLatencies(JsonNode root, SearchSpace space) {
        String of = root.path("space").asText();
        if (!of.equals(space.name())) {
            throw new IllegalArgumentException("it is of space '" + of + "', not of " + space.name());
        }
        networks = SizedNetworks.of(space, root.path("network"));
        measuredOn = MeasuredOn.read(root);
        model = root.has("model") ? Optional.of(model(root.get("model"))) : Optional.empty();
        for (JsonNode each : root.path("architectures")) {
            JsonNode notation = each.path("architecture");
            Architecture architecture = space.parse(notation.isTextual() ? notation.asText() : notation.toString());
            listed.put(architecture.identity(), positive(each, "latencyMs"));
            architectures.put(architecture.identity(), architecture);
        }
        if (model.isEmpty() && listed.isEmpty()) {
            throw new IllegalArgumentException("it has neither a 'model' nor 'architectures'");
        }
    }

    /**
     * The latencies that a job declares: those of a {@code latency.json}, or in the form of the space's own.
     *
     * @param space the job's
     * @param table the job's latency table
     * @return what the file tells
     * @throws JobException with parameter {@code constraints.latencyTable} where the file is wrong, of another space, or not the one
     *     whose digest the job has
     */
    public static LatencySpace.Latencies of(SearchSpace space, InputFile table) {
        return read(space, table)
                .<LatencySpace.Latencies>map(measured -> measured)
                .orElseGet(() -> LatencySpace.of(space, table));
    }

    /**
     * Reads a file where it is one of {@code measure-latency}.
     *
     * @param space the job's
     * @param table any file of latencies
     * @return empty where it is not JSON
     * @throws JobException as {@link #of}
     */
    public static Optional<MeasuredLatencies> read(SearchSpace space, InputFile table) {
        ContentDigest.requireUnchanged(table, FIELD);
        try {
            if (!isJson(table)) {
                return Optional.empty();
            }
            return Optional.of(
                    new MeasuredLatencies(MAPPER.readTree(table.file().toFile()), space));
        } catch (IOException e) {
            throw wrong(table, AtomicFile.reason(e));
        } catch (IllegalArgumentException e) {
            throw wrong(table, e.getMessage());
        }
    }

    private static boolean isJson(InputFile table) throws IOException {
        try (InputStream in = Files.newInputStream(table.file())) {
            int first = in.read();
            while (Character.isWhitespace(first)) {
                first = in.read();
            }
            return first == '{';
        }
    }

    private static JobException wrong(InputFile table, String why) {
        return new JobException(
                FIELD,
                table.name() + " can't be read as a latency.json of l2nas:measure-latency: " + why + ". Measure again");
    }

    private static LatencyModel model(JsonNode node) {
        Map<String, Double> blocks = new LinkedHashMap<>();
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (JsonNode block : node.path("blocks")) {
            double latency = notNegative(block, "latencyMs");
            blocks.put(block.path("block").asText(), latency);
            double[] sum = sums.computeIfAbsent(block.path("kind").asText(), kind -> new double[2]);
            sum[0] += latency;
            sum[1] += positive(block, "work");
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("'model' has no 'blocks'");
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        sums.forEach((kind, sum) -> rates.put(kind, sum[0] / sum[1]));
        return new LatencyModel(notNegative(node, "baseMs"), blocks, rates);
    }

    private static double number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException("a field '" + field + "' is missing or is no number");
        }
        return value.doubleValue();
    }

    private static double notNegative(JsonNode node, String field) {
        double value = number(node, field);
        if (value < 0) {
            throw new IllegalArgumentException("a field '" + field + "' is " + value + ", which is negative");
        }
        return value;
    }

    private static double positive(JsonNode node, String field) {
        double value = number(node, field);
        if (!(value > 0)) {
            throw new IllegalArgumentException("a field '" + field + "' is " + value + ", which is not positive");
        }
        return value;
    }

    /**
     * On what the latencies were measured.
     *
     * @return machine, runtime, threads and batch
     */
    public MeasuredOn measuredOn() {
        return measuredOn;
    }

    /**
     * Size of the networks that were measured.
     *
     * @return for people
     */
    public String network() {
        return networks.text();
    }

    @Override
    public double latency(Architecture architecture) {
        if (model.isEmpty()) {
            return listed.get(architecture.identity());
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(
                architecture.identity(),
                key -> model.get().latency(LatencyRuntime.blocks(measuredOn.runtime(), networks.graph(architecture))));
    }

    @Override
    public boolean knows(Architecture architecture) {
        return model.isPresent() || listed.containsKey(architecture.identity());
    }

    @Override
    public Optional<Architecture> fastest() {
        return model.isPresent()
                ? Optional.empty()
                : listed.entrySet().stream()
                        .min(Comparator.comparingDouble(Map.Entry::getValue))
                        .map(entry -> architectures.get(entry.getKey()));
    }
}
