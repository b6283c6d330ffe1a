package io.github.l2nas.engine.latency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code latency.json}: what was timed, on what, and the latency model where there is one. */
final class LatencyFile {

    /** Milliseconds are told to the nanosecond. */
    private static final int DIGITS = 6;

    /** Shares and rank correlations. */
    private static final int SHARE_DIGITS = 4;

    /** A latency model with what says how good it is. */
    record CheckedModel(LatencyModel model, Map<Block, Double> alone, int fittedOn, ModelCheck check) {}

    private LatencyFile() {}

    /**
     * Writes the file.
     *
     * @param file where
     * @param job as declared
     * @param space its space
     * @param networks that were timed
     * @param runtime with its version
     * @param timings of architectures, at least one
     * @param model empty where only these architectures are told of
     */
    static void write(
            Path file,
            MeasureLatencyJob job,
            SearchSpace space,
            SizedNetworks networks,
            String runtime,
            Map<Architecture, Timing> timings,
            Optional<CheckedModel> model) {
        ObjectNode root = ResultJson.object();
        root.put("space", space.name());
        root.set("network", networks.json());
        root.set("machine", Machine.json());
        root.put("runtime", runtime);
        root.put("java", System.getProperty("java.version"));
        root.put("threads", job.compute().effectiveThreads());
        root.put("batchSize", job.batchSize());
        root.put("rounds", job.rounds());
        model.ifPresent(checked -> put(root, checked));
        ArrayNode architectures = root.putArray("architectures");
        timings.forEach((architecture, timing) -> {
            ObjectNode node = architectures.addObject();
            ResultJson.putArchitecture(node, architecture);
            put(node, timing);
        });
        space.capability(ChoiceSpace.class).ifPresent(choices -> root.set("definition", ChoiceDefinition.of(choices)));
        ObjectNode provenance = root.putObject("provenance");
        provenance.put("engine", "l2nas-engine " + EngineVersion.current());
        provenance.set("job", JobJson.document(job));
        ResultJson.write(file, root);
    }

    private static void put(ObjectNode root, CheckedModel checked) {
        ObjectNode model = root.putObject("model");
        model.put("architectures", checked.fittedOn());
        ObjectNode check = model.putObject("check");
        check.put("architectures", checked.check().architectures());
        check.put("kendallTau", Decimals.rounded(checked.check().kendallTau(), SHARE_DIGITS));
        check.put("medianError", Decimals.rounded(checked.check().medianError(), SHARE_DIGITS));
        check.put("largestError", Decimals.rounded(checked.check().largestError(), SHARE_DIGITS));
        model.put("baseMs", Decimals.rounded(checked.model().base(), DIGITS));
        ArrayNode blocks = model.putArray("blocks");
        checked.alone()
                .forEach((block, alone) -> blocks.addObject()
                        .put("block", block.name())
                        .put("kind", block.kind())
                        .put("work", block.work())
                        .put("aloneMs", Decimals.rounded(alone, DIGITS))
                        .put(
                                "latencyMs",
                                Decimals.rounded(checked.model().blocks().get(block.name()), DIGITS)));
    }

    private static void put(ObjectNode node, Timing timing) {
        node.put("latencyMs", Decimals.rounded(timing.median(), DIGITS));
        node.put("lowerQuartileMs", Decimals.rounded(timing.lowerQuartile(), DIGITS));
        node.put("upperQuartileMs", Decimals.rounded(timing.upperQuartile(), DIGITS));
    }
}
