package io.github.l2nas.engine.search;

import io.github.l2nas.api.file.Sha256;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.store.CodeDigest;
import java.util.Map;
import java.util.TreeMap;

/** What the trials of a search depend on, and what its scores do, which is less. */
final class SearchIdentity {

    private static final String ABSENT = "-";

    private SearchIdentity() {}

    /**
     * What the trials of a search depend on, as one digest: everything in its job but when it stops and where it writes, and the
     * code of the user's own classes. A journal with the same identity can be continued, also for more steps than before.
     */
    static String of(
            SearchJob job,
            SearchSpace space,
            EvaluatorChoice evaluator,
            StrategyChoice<?> strategy,
            Map<String, Class<?>> foreknowledge,
            long seed) {
        Map<String, String> parts = JobJson.fingerprint(job);
        parts.keySet().removeIf(key -> key.startsWith("stopping."));
        parts.keySet().removeIf(key -> key.startsWith("evaluations."));
        parts.remove("trials.timeout");
        parts.remove("trials.maxAttempts");
        parts.remove("repeats");
        parts.remove("objective.consensus");
        parts.remove("objectives.choose");
        parts.remove("objectives.minHypervolume");
        parts.keySet().removeIf(key -> key.startsWith("objectives.reference."));
        parts.remove("outputTimestamp");
        parts.put("seed", String.valueOf(seed));
        parts.put("engine", EngineVersion.current());
        if (evaluator.usesCompute() || strategy.trainsNetworks()) {
            parts.put("shards or threads", ComputeJson.division(job.compute()));
        }
        parts.put("settings in force", strategy.settings().toString());
        code(parts, "space", space.getClass());
        code(parts, "evaluator", evaluator.code());
        code(parts, "strategy", strategy.code());
        foreknowledge.forEach((field, type) -> code(parts, field, type));
        StringBuilder text = new StringBuilder();
        parts.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Sha256.hex(text.toString());
    }

    /**
     * What scores depend on beside the architecture: all of an evaluator that tells its answers.
     *
     * @param job the search
     * @param space its space
     * @param choice its evaluator
     * @return values by names that people understand
     */
    static Map<String, String> ofScores(SearchJob job, SearchSpace space, EvaluatorChoice choice) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("space", job.space().name());
        parts.put("space settings", space.settings().toString());
        parts.put("space declared", job.space().settings().toString());
        job.space().inputs().forEach((role, input) -> parts.put("space input " + role, input.sha256()));
        code(parts, "space", space.getClass());
        parts.put("evaluator", job.evaluator().name());
        parts.put("evaluator settings", choice.settings().toString());
        job.evaluator().inputs().forEach((role, input) -> parts.put("evaluator input " + role, input.sha256()));
        code(parts, "evaluator", choice.code());
        parts.put("metric", choice.metric());
        if (job.dataset() != null) {
            dataset(parts, job.dataset());
        }
        if (job.network() != null) {
            parts.put("network", job.network().toString());
        }
        if (choice.usesCompute()) {
            parts.put("backend", text(job.compute().backend()));
            parts.put("shards or threads", ComputeJson.division(job.compute()));
        }
        return parts;
    }

    private static void dataset(Map<String, String> parts, DatasetInput dataset) {
        InputFile files = dataset.files();
        parts.put("dataset", files.sha256());
        parts.put("dataset format", text(dataset.format()));
        parts.put("dataset classes", text(dataset.classes()));
        parts.put("dataset image size", text(dataset.imageSize()));
        parts.put("dataset test percent", text(dataset.testPercent()));
        dataset.settings().forEach((name, value) -> parts.put("dataset setting " + name, value));
    }

    private static String text(Object value) {
        return value == null ? ABSENT : value.toString();
    }

    private static void code(Map<String, String> parts, String part, Class<?> type) {
        CodeDigest.of(type).ifPresent(digest -> parts.put(part + " code", digest));
    }
}
