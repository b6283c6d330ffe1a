package io.github.l2nas.engine.latency;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * On what latencies were measured.
 *
 * @param processor name of the processor
 * @param runtime the runtime with its version
 * @param threads that compute one answer
 * @param batchSize images at once
 */
public record MeasuredOn(String processor, String runtime, int threads, int batchSize) {

    /** Most that a file may ask this machine for. */
    private static final int MOST = 4096;

    static MeasuredOn read(JsonNode root) {
        return new MeasuredOn(
                root.path("machine").path("processor").asText("unknown"),
                root.path("runtime").asText("unknown"),
                number(root, "threads"),
                number(root, "batchSize"));
    }

    private static int number(JsonNode root, String field) {
        int value = root.path(field).asInt();
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("field '" + field + "' is missing or not between 1 and " + MOST);
        }
        return value;
    }

    /** Whether a runtime of a name was measured, whatever its version. */
    boolean ranOn(String name) {
        return runtime.startsWith(name + " ");
    }
}
