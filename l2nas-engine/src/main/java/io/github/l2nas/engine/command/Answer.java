package io.github.l2nas.engine.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.text.FiniteNumber;
import java.util.Map;
import java.util.TreeMap;

/** Reads a command's answer: a JSON object whose fields are metrics. */
final class Answer {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to say which metric is NaN
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String metric;
    private final boolean percent;

    /**
     * @param metric what is maximised
     * @param percent whether it comes in percent
     */
    Answer(String metric, boolean percent) {
        this.metric = metric;
        this.percent = percent;
    }

    /**
     * The score that an answer tells.
     *
     * @param text the answer
     * @param where it was found, for messages
     * @return the metric that is maximised as a fraction, the others as they are
     * @throws TrialFailedException where it is no JSON object of finite numbers, or the metric that is maximised is missing or
     *     out of range
     */
    Score read(String text, String where) {
        Map<String, Double> metrics = metrics(text, where);
        Double value = metrics.remove(metric);
        if (value == null) {
            throw new TrialFailedException(where + " has no metric '" + metric + "'; it has " + metrics.keySet());
        }
        double accuracy = percent ? FiniteNumber.hundredth(value) : value;
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new TrialFailedException(
                    percent
                            ? "metric '" + metric + "' must lie between 0 and 100 percent, got " + value
                            : "metric '" + metric + "' must lie between 0 and 1, got " + value
                                    + (value > 1 && value <= 100 ? "; if that is percent, set percent to true" : ""));
        }
        return new Score(accuracy + 0.0, metrics); // no negative zero
    }

    private static Map<String, Double> metrics(String text, String where) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new TrialFailedException(
                    where + " is no JSON object with metrics (" + e.getOriginalMessage() + "): "
                            + BoundedOutput.quoted(text),
                    e);
        }
        if (!root.isObject()) {
            throw new TrialFailedException(where + " is no JSON object with metrics: " + BoundedOutput.quoted(text));
        }
        Map<String, Double> metrics = new TreeMap<>();
        root.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
                throw new TrialFailedException("metric '" + field.getKey() + "' is not a finite number: "
                        + BoundedOutput.quoted(value.toString()));
            }
            metrics.put(field.getKey(), value.asDouble());
        });
        return metrics;
    }
}
