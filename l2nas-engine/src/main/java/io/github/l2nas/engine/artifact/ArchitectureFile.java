package io.github.l2nas.engine.artifact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.engine.job.SearchJob;
import io.github.l2nas.engine.search.Found;
import io.github.l2nas.engine.search.History;
import io.github.l2nas.engine.table.LatencyTable;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.Cost;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
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
            Optional<LatencyTable> latencies,
            Record settings,
            History history,
            Found found) {
        Architecture architecture = found.architecture();
        Cost cost = space.cost(architecture);
        ObjectNode root = ResultJson.object();
        root.put("space", space.name());
        ResultJson.putArchitecture(root, architecture);
        root.put("metric", job.scoredBy());
        root.put("accuracy", Decimals.shortest(found.accuracy()));
        if (found.consensusOf() != null) {
            root.putObject("consensus")
                    .put("of", found.consensusOf())
                    .put("bestAccuracy", Decimals.shortest(history.best().accuracy()));
        }
        root.put("strategy", job.strategy());
        root.put("seed", seed);
        root.put("steps", history.steps());
        root.put("uniqueArchitectures", history.uniqueArchitectures());
        ObjectNode costs = root.putObject("cost").put("params", cost.params()).put("macs", cost.macs());
        latencies.ifPresent(known -> costs.put("latencyMs", Decimals.rounded(known.latency(architecture), DIGITS)));
        if (job.predictor() != null) {
            OfaNetwork supernet = ((OfaMobileNetV3) space).supernet();
            root.putObject("network")
                    .put("imageSize", supernet.height())
                    .put("widthMultiplier", Decimals.shortest(supernet.width()));
        }
        root.set("provenance", provenance(job, settings));
        ResultJson.write(file, root);
    }

    private static ObjectNode provenance(SearchJob job, Record settings) {
        ObjectNode provenance = ResultJson.object();
        provenance.put("engine", "l2nas-engine " + EngineVersion.current());
        ObjectNode inputs = provenance.putObject("inputs");
        if (job.table() != null) {
            ResultJson.putInput(inputs, "table", job.table());
        }
        if (job.supernet() != null) {
            ResultJson.putInput(inputs, "supernet", job.supernet().file());
            ResultJson.putInput(inputs, "dataset", job.supernet().dataset().files());
        }
        if (job.predictor() != null) {
            ResultJson.putInput(inputs, "predictor", job.predictor().file());
        }
        if (job.constraints().latencyTable() != null) {
            ResultJson.putInput(inputs, "latencyTable", job.constraints().latencyTable());
        }
        if (job.policy() != null) {
            ResultJson.putInput(inputs, "policy", job.policy());
        }
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
