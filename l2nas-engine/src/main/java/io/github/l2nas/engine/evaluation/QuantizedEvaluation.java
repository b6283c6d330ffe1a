package io.github.l2nas.engine.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.network.TopAccuracy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What quantizing a model has changed.
 *
 * @param before accuracy of the model in floats
 * @param after accuracy of the quantized model
 * @param floats the model before
 * @param integers the model after
 * @param calibrationImages that ranges were measured on
 * @param runtime that ran the quantized model
 */
record QuantizedEvaluation(
        TopAccuracy before, TopAccuracy after, Path floats, Path integers, int calibrationImages, String runtime) {

    /** As {@code evaluation.json} has it. */
    ObjectNode json() {
        ObjectNode json = ResultJson.object();
        json.put("type", "int8").put("calibrationImages", calibrationImages).put("runtime", runtime);
        put(json.putObject("before"), before, floats);
        put(json.putObject("after"), after, integers);
        return json;
    }

    private static void put(ObjectNode json, TopAccuracy accuracy, Path model) {
        json.put("top1", ResultJson.number(accuracy.top1()))
                .put("top5", ResultJson.number(accuracy.top5()))
                .put("bytes", bytes(model));
    }

    /** As people are told. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "int8          %s %% after quantization, %s %% before; %,d bytes, %,d before",
                Decimals.percent(after.top1()),
                Decimals.percent(before.top1()),
                bytes(integers),
                bytes(floats));
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
