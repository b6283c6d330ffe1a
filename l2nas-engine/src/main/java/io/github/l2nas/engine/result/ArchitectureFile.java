package io.github.l2nas.engine.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.engine.search.SearchOutcome;
import io.github.l2nas.engine.table.LatencyTable;
import java.nio.file.Path;
import java.util.Optional;

/** {@code architecture.json}: the found architecture, its accuracy and cost, and what it was found with. */
public final class ArchitectureFile {

    private static final int DIGITS = 6;

    private ArchitectureFile() {}

    /**
     * Writes what a search has found.
     *
     * @param file where
     * @param job the search as declared
     * @param seed the seed of this search
     * @param space its space
     * @param metric what was maximised
     * @param latencies tells the architecture's latency; empty where the search has no latency table
     * @param settings the strategy's settings in force
     * @param history all trials; at least one feasible
     * @param found what the search answers
     */
    public static void write(
            Path file,
            SearchJob job,
            long seed,
            SearchSpace space,
            String metric,
            Optional<LatencyTable> latencies,
            Record settings,
            History history,
            SearchOutcome found) {
        Architecture architecture = found.architecture();
        ObjectNode root = ResultJson.object();
        root.put("space", space.name());
        ResultJson.putArchitecture(root, architecture);
        root.put("metric", metric);
        root.put("accuracy", Decimals.shortest(found.accuracy()));
        if (found.consensusOf() != null) {
            root.putObject("consensus")
                    .put("of", found.consensusOf())
                    .put("bestAccuracy", Decimals.shortest(history.best().accuracy()));
        }
        root.put("strategy", job.strategy().name());
        root.put("seed", seed);
        root.put("steps", history.steps());
        root.put("uniqueArchitectures", history.uniqueArchitectures());
        ObjectNode costs = root.putObject("cost");
        space.capability(CostModel.class)
                .map(model -> model.cost(architecture))
                .ifPresent(cost -> costs.put("params", cost.params()).put("macs", cost.macs()));
        latencies.ifPresent(known -> costs.put("latencyMs", Decimals.rounded(known.latency(architecture), DIGITS)));
        if (space.settings().getClass().getRecordComponents().length > 0) {
            root.set("network", ResultJson.settings(space.settings()));
        }
        root.set("provenance", provenance(job, settings));
        ResultJson.write(file, root);
    }

    private static ObjectNode provenance(SearchJob job, Record settings) {
        ObjectNode provenance = ResultJson.object();
        provenance.put("engine", "l2nas-engine " + EngineVersion.current());
        ObjectNode inputs = provenance.putObject("inputs");
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
        provenance.set("settings", ResultJson.settings(settings));
        ObjectNode stopping = provenance.putObject("stopping");
        if (job.stopping().steps() != null) {
            stopping.put("steps", job.stopping().steps());
        }
        if (job.stopping().uniqueArchitectures() != null) {
            stopping.put("uniqueArchitectures", job.stopping().uniqueArchitectures());
        }
        if (job.stopping().targetAccuracy() != null) {
            stopping.put("targetAccuracy", Decimals.shortest(job.stopping().targetAccuracy()));
        }
        ArrayNode constraints = provenance.putArray("constraints");
        if (job.constraints().maxParams() != null) {
            constraints.add("params <= " + job.constraints().maxParams());
        }
        if (job.constraints().maxMacs() != null) {
            constraints.add("macs <= " + job.constraints().maxMacs());
        }
        if (job.constraints().maxLatency() != null) {
            constraints.add("latency_ms <= "
                    + Decimals.shortest(job.constraints().maxLatency()).toPlainString());
        }
        job.constraints().columns().forEach(constraints::add);
        return provenance;
    }
}
