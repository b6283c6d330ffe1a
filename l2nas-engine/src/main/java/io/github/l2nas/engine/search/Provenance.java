package io.github.l2nas.engine.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.store.CodeDigest;
import io.github.l2nas.engine.tensor.Backends;

/** What a search's result depends on, for {@code architecture.json}. */
final class Provenance {

    private Provenance() {}

    /**
     * The provenance of a search.
     *
     * @param job as declared
     * @param space its space
     * @param evaluator its evaluator
     * @param strategy its strategy
     * @return a new object
     */
    static ObjectNode of(SearchJob job, SearchSpace space, EvaluatorChoice evaluator, StrategyChoice<?> strategy) {
        ObjectNode provenance = ResultJson.object();
        provenance.put("engine", "l2nas-engine " + EngineVersion.current());
        provenance.set("inputs", inputs(job));
        provenance.set("evaluator", evaluator(job, evaluator));
        // Of a declared space the field "definition" says all.
        if (!job.space().settings().isEmpty() && space.getClass() != ChoiceSpace.class) {
            ObjectNode settings = provenance.putObject("spaceSettings");
            job.space().settings().forEach(settings::put);
        }
        if (job.dataset() != null) {
            provenance.set("dataset", dataset(job.dataset()));
            if (evaluator.usesCompute() || strategy.trainsNetworks()) {
                provenance.set("compute", compute(job));
            }
        }
        ObjectNode code = ResultJson.object();
        code(code, "space", space.getClass());
        code(code, "evaluator", evaluator.code());
        code(code, "strategy", strategy.code());
        if (!code.isEmpty()) {
            provenance.set("code", code);
        }
        provenance.set("settings", ResultJson.settings(strategy.settings()));
        provenance.set("stopping", stopping(job.stopping()));
        put(provenance, "trialConcurrency", job.trials().concurrency());
        ArrayNode constraints = provenance.putArray("constraints");
        job.constraints().texts().values().forEach(texts -> texts.forEach(constraints::add));
        provenance.set("job", JobJson.document(job));
        return provenance;
    }

    private static ObjectNode inputs(SearchJob job) {
        ObjectNode inputs = ResultJson.object();
        job.space().inputs().forEach((role, input) -> ResultJson.putInput(inputs, role, input));
        if (job.evaluator() != null) {
            job.evaluator().inputs().forEach((role, input) -> ResultJson.putInput(inputs, role, input));
        }
        if (job.dataset() != null) {
            ResultJson.putInput(inputs, "dataset", job.dataset().files());
        }
        if (job.constraints().latencyTable() != null) {
            ResultJson.putInput(inputs, "latencyTable", job.constraints().latencyTable());
        }
        job.strategy().inputs().forEach((role, input) -> ResultJson.putInput(inputs, role, input));
        job.rankingEvaluators()
                .forEach((field, part) ->
                        part.inputs().forEach((role, input) -> ResultJson.putInput(inputs, field + "." + role, input)));
        return inputs;
    }

    private static ObjectNode evaluator(SearchJob job, EvaluatorChoice choice) {
        ObjectNode evaluator = ResultJson.object();
        evaluator.put("name", job.evaluator().name());
        ObjectNode settings = evaluator.putObject("settings");
        ResultJson.settings(choice.settings()).properties().forEach(setting -> {
            if (!setting.getValue().isNull()) {
                settings.set(setting.getKey(), setting.getValue());
            }
        });
        return evaluator;
    }

    private static ObjectNode dataset(DatasetInput input) {
        ObjectNode dataset = ResultJson.object();
        if (input.format() != null) {
            dataset.put("format", input.format());
        }
        put(dataset, "classes", input.classes());
        put(dataset, "imageSize", input.imageSize());
        put(dataset, "testPercent", input.testPercent());
        ResultJson.putTexts(dataset, "settings", input.settings());
        return dataset;
    }

    private static void put(ObjectNode node, String name, Integer value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static ObjectNode compute(SearchJob job) {
        ObjectNode compute = ResultJson.object();
        ComputeJson.put(compute, Backends.choose(job.compute().backend()), job.compute());
        return compute;
    }

    private static void code(ObjectNode code, String part, Class<?> type) {
        CodeDigest.of(type).ifPresent(digest -> code.put(part, digest));
    }

    private static ObjectNode stopping(SearchJob.Stopping declared) {
        ObjectNode stopping = ResultJson.object();
        put(stopping, "steps", declared.steps());
        put(stopping, "uniqueArchitectures", declared.uniqueArchitectures());
        if (declared.targetAccuracy() != null) {
            stopping.put("targetAccuracy", Decimals.shortest(declared.targetAccuracy()));
        }
        if (declared.maxEffort() != null) {
            stopping.put("maxEffort", Decimals.shortest(declared.maxEffort()));
        }
        return stopping;
    }
}
