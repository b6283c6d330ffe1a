package io.github.l2nas.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.l2nas.api.text.Decimals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jobs and events as JSON, and the flat form of a job by which two jobs are compared. */
public final class JobJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(Path.class, ToStringSerializer.instance)
                    .addDeserializer(Duration.class, new DurationDeserializer())
                    .addDeserializer(Path.class, new PathDeserializer()))
            .build();

    private static final String EXECUTOR = "executor";
    private static final String TIME_BUDGET = "timeBudget";

    private JobJson() {}

    public static String write(Job job) {
        return text(MAPPER, job);
    }

    /**
     * Reads a job.
     *
     * @param json the content of a job file
     * @return the job
     * @throws JobException where the text is not a job; names line and column
     */
    public static Job read(String json) {
        return parse(json, Job.class);
    }

    /**
     * An event as one line without its line end.
     *
     * @param event the event
     * @return JSON text
     */
    public static String write(JobEvent event) {
        return text(MAPPER.copy().disable(SerializationFeature.INDENT_OUTPUT), event);
    }

    public static JobEvent readEvent(String line) {
        return parse(line, JobEvent.class);
    }

    /**
     * What a job's results depend on, as sorted path-value pairs: {@code stopping.steps} to {@code 1000}. Left out is what
     * results do not depend on: places on this machine, where trials run, the time budget, and how many threads compute, unless
     * their time is the result.
     *
     * @param job the job
     * @return a new sorted map
     */
    public static Map<String, String> fingerprint(Job job) {
        Map<String, String> flat = new TreeMap<>(FlatJson.of(MAPPER.valueToTree(job), JsonNode::asText));
        flat.remove("outputDirectory");
        flat.remove("stopping.timeBudget");
        flat.remove(TIME_BUDGET);
        flat.keySet().removeIf(key -> key.endsWith(".file"));
        flat.remove("evaluations.store");
        flat.keySet().removeIf(key -> key.startsWith(EXECUTOR + "."));
        if (!isTimed(job)) {
            flat.remove("compute.threads");
        }
        return flat;
    }

    /**
     * A job as results keep it, so that it can be done again elsewhere: without what results do not depend on: places on this
     * machine, where trials run, what is only told, the time budget, and how many threads compute, unless their time is the
     * result.
     *
     * @param job the job
     * @return a new object; {@link #read} reads it once each input has its {@code file} again and there is an {@code
     *     outputDirectory}
     */
    public static ObjectNode document(Job job) {
        ObjectNode document = MAPPER.valueToTree(job);
        document.remove(List.of("outputDirectory", TIME_BUDGET, EXECUTOR, "latency"));
        removeFrom(document, "stopping", TIME_BUDGET);
        removeFrom(document, "evaluations", "store");
        if (!isTimed(job)) {
            removeFrom(document, "compute", "threads");
        }
        withoutPlaces(document);
        return document;
    }

    private static boolean isTimed(Job job) {
        return job instanceof MeasureLatencyJob;
    }

    private static void removeFrom(ObjectNode document, String part, String field) {
        if (document.get(part) instanceof ObjectNode found) {
            found.remove(field);
        }
    }

    /** Inputs without their files, and fractions as decimals that are the same on every Java version. */
    private static void withoutPlaces(ObjectNode node) {
        if (node.has("sha256")) {
            node.remove("file");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue() instanceof ObjectNode inner) {
                withoutPlaces(inner);
            } else if (field.getValue() instanceof ArrayNode array) {
                array.forEach(element -> {
                    if (element instanceof ObjectNode inner) {
                        withoutPlaces(inner);
                    }
                });
            } else if (field.getValue().isFloatingPointNumber()) {
                field.setValue(
                        DecimalNode.valueOf(Decimals.shortest(field.getValue().doubleValue())));
            }
        }
    }

    private static String text(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new JobException(null, "not a job of this engine version: " + e.getMessage());
        }
    }

    private static final class DurationDeserializer extends FromStringDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        private DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        protected Duration _deserialize(String value, DeserializationContext context) {
            return Duration.parse(value);
        }
    }

    private static final class PathDeserializer extends FromStringDeserializer<Path> {
        private static final long serialVersionUID = 1L;

        private PathDeserializer() {
            super(Path.class);
        }

        @Override
        protected Path _deserialize(String value, DeserializationContext context) {
            return Path.of(value);
        }
    }
}
