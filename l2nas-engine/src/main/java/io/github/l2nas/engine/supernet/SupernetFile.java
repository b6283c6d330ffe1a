package io.github.l2nas.engine.supernet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.DatasetJson;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.result.StoredZip;
import io.github.l2nas.engine.tensor.Backends;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/** {@code supernet.zip}: a description, {@code supernet.json}, and the weights, {@code weights.bin}. */
public final class SupernetFile {

    private static final String DESCRIPTION = "supernet.json";
    private static final String WEIGHTS = "weights.bin";
    private static final int LONGEST_DESCRIPTION = 1 << 24;
    private static final JsonMapper MAPPER = new JsonMapper();

    private SupernetFile() {}

    /**
     * Writes a supernet.
     *
     * @param file where
     * @param supernet the supernet
     * @param job as declared
     * @param data its data set
     * @param backend what it was trained on
     * @param recipe how it was trained, for people to read
     * @param timestamp of the entries
     */
    static void write(
            Path file,
            Supernet supernet,
            TrainSupernetJob job,
            Dataset data,
            String backend,
            ObjectNode recipe,
            Instant timestamp) {
        AtomicFile.write(file, out -> {
            ByteArrayOutputStream weights = new ByteArrayOutputStream();
            supernet.parameters().save(new DataOutputStream(weights));
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put(DESCRIPTION, ResultJson.bytes(description(supernet, job, data, backend, recipe)));
            entries.put(WEIGHTS, weights.toByteArray());
            StoredZip.write(entries, timestamp, out);
        });
    }

    private static ObjectNode description(
            Supernet supernet, TrainSupernetJob job, Dataset data, String backend, ObjectNode recipe) {
        ObjectNode root = ResultJson.object();
        root.put("space", supernet.space());
        root.put("engine", "l2nas-engine " + EngineVersion.current());
        Skeleton skeleton = supernet.skeleton();
        ObjectNode network = root.putObject("network");
        if (supernet.networks().isPresent()) {
            network.put("sha256", supernet.networks().get());
        } else {
            network.put("channels", skeleton.channels()).put("cells", skeleton.cells());
        }
        network.put("classes", skeleton.classes());
        root.putObject("images")
                .put("channels", skeleton.image().channels())
                .put("height", skeleton.image().height())
                .put("width", skeleton.image().width());
        ObjectNode dataset = DatasetJson.put(root, job.dataset(), data);
        numbers(dataset.putArray("mean"), supernet.normalisation().mean());
        numbers(dataset.putArray("deviation"), supernet.normalisation().deviation());
        root.put("seed", supernet.seed());
        ComputeJson.put(root, Backends.choose(backend), job.compute());
        root.put("accEnv", ResultJson.number(supernet.accEnv()));
        root.put("guessing", ResultJson.number(supernet.guessing()));
        root.set("recipe", recipe);
        root.set("job", JobJson.document(job));
        return root;
    }

    private static void numbers(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(ResultJson.number(value));
        }
    }

    /**
     * Reads a supernet.
     *
     * @param input the file
     * @return the supernet
     * @throws JobException with parameter {@code supernet} where the file is none, or is damaged
     */
    public static Supernet read(InputFile input) {
        try (ZipFile zip = new ZipFile(input.file().toFile())) {
            JsonNode description = MAPPER.readTree(StoredZip.read(zip, DESCRIPTION, LONGEST_DESCRIPTION));
            JsonNode network = required(description, "network");
            JsonNode dataset = required(description, "dataset");
            long seed = required(description, "seed").asLong();
            Parameters parameters = new Parameters(seed);
            try (DataInputStream in =
                    new DataInputStream(new ByteArrayInputStream(StoredZip.read(zip, WEIGHTS, StoredZip.MOST_BYTES)))) {
                parameters.restore(in);
                if (in.read() >= 0) {
                    throw new IOException("corrupt: " + WEIGHTS + " is longer than its weights");
                }
            }
            return new Supernet(
                    required(description, "space").asText(),
                    skeleton(network, required(description, "images")),
                    required(dataset, "name").asText(),
                    required(dataset, "sha256").asText(),
                    new Normalisation(numbers(dataset, "mean"), numbers(dataset, "deviation")),
                    seed,
                    Optional.ofNullable(network.get("sha256")).map(JsonNode::asText),
                    required(description, "accEnv").asDouble(),
                    description.path("guessing").asDouble(0),
                    parameters);
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof IOException io ? AtomicFile.reason(io) : e.getMessage();
            throw new JobException(
                    "evaluator.inputs.supernet",
                    input.name() + " is not a whole supernet.zip of l2nas:train-supernet: " + reason
                            + ". Train the supernet again, or give the artifact with classifier 'supernet'");
        }
    }

    private static Skeleton skeleton(JsonNode network, JsonNode images) throws IOException {
        Shape image = new Shape(
                required(images, "channels").asInt(),
                required(images, "height").asInt(),
                required(images, "width").asInt());
        int classes = required(network, "classes").asInt();
        return network.has("sha256")
                ? Skeleton.of(image, classes)
                : new Skeleton(
                        required(network, "channels").asInt(),
                        required(network, "cells").asInt(),
                        classes,
                        image);
    }

    private static JsonNode required(JsonNode node, String field) throws IOException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new IOException(DESCRIPTION + " has no field '" + field + "'");
        }
        return value;
    }

    private static float[] numbers(JsonNode node, String field) throws IOException {
        JsonNode array = required(node, field);
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.get(i).asDouble();
        }
        return values;
    }
}
