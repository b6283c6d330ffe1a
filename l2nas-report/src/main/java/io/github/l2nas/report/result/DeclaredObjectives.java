package io.github.l2nas.report.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a search has weighed, as results tell it. */
final class DeclaredObjectives {

    private static final String[] OF_JOB = {"provenance", "job", "objectives"};

    private DeclaredObjectives() {}

    /** The objectives of the job in a result; empty where it has none. */
    static Optional<Objectives> of(ResultDocument document) {
        Optional<JsonNode> node = document.find(OF_JOB);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        ResultDocument declared = document.part(node.get());
        try {
            return Optional.of(new Objectives(
                    metrics(declared, "metrics"),
                    declared.find("choose").isPresent() ? declared.text("choose") : null,
                    declared.find("reference")
                            .map(values -> numbers(declared.part(values), values))
                            .orElse(null),
                    null));
        } catch (JobException e) {
            throw document.wrong("its objectives are none: " + e.getMessage());
        }
    }

    /** A list of objectives. */
    static List<Objective> metrics(ResultDocument document, String field) {
        List<Objective> metrics = new ArrayList<>();
        for (JsonNode entry : document.entries(field)) {
            ResultDocument metric = document.part(entry);
            String direction = metric.text("direction");
            metrics.add(new Objective(
                    metric.text("metric"),
                    Direction.named(direction)
                            .orElseThrow(() -> document.wrong(
                                    "its field 'direction' is '" + direction + "', neither maximize nor minimize")),
                    entry.path("known").asBoolean()));
        }
        return metrics;
    }

    /** All fields of an object, which are numbers. */
    static Map<String, Double> numbers(ResultDocument document, JsonNode node) {
        Map<String, Double> numbers = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> numbers.put(name, document.number(name)));
        return numbers;
    }
}
