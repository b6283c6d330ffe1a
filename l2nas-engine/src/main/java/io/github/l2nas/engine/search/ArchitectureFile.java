package io.github.l2nas.engine.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.engine.result.SkeletonJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code architecture.json}: the found architecture, its accuracy and cost, and what it was found with. */
final class ArchitectureFile {

    private static final int DIGITS = 6;

    private ArchitectureFile() {}

    /**
     * Writes what a search has found.
     *
     * @param file where
     * @param job the search as declared
     * @param seed the seed of this search
     * @param space its space
     * @param counted costs of the network that is shipped, and of the published one
     * @param metric what was maximised
     * @param latencies tells the architecture's latency; empty where the search has no latency table
     * @param provenance what the result depends on
     * @param history all trials; at least one feasible
     * @param found what the search answers
     * @param objectives its values by the objectives that it was chosen by; empty where there are none
     * @param complete whether the search has ended; one that a time budget has interrupted is marked
     * @param doubts what the evaluator says against its accuracy
     */
    static void write(
            Path file,
            SearchJob job,
            long seed,
            SearchSpace space,
            SearchCosts counted,
            String metric,
            Optional<LatencySpace.Latencies> latencies,
            ObjectNode provenance,
            History history,
            SearchOutcome found,
            Map<String, Double> objectives,
            boolean complete,
            List<String> doubts) {
        Architecture architecture = found.architecture();
        ObjectNode root = ResultJson.object();
        root.put("space", space.name());
        if (Extensions.isClassName(job.space().name())) {
            root.put("spaceClass", job.space().name());
        }
        ResultJson.putArchitecture(root, architecture);
        root.put("metric", metric);
        root.put("accuracy", Decimals.shortest(found.accuracy()));
        if (found.consensusOf() != null) {
            root.putObject("consensus")
                    .put("of", found.consensusOf())
                    .put("bestAccuracy", Decimals.shortest(history.best().accuracy()));
        }
        if (!objectives.isEmpty()) {
            ObjectNode values = root.putObject("objectives");
            objectives.forEach((name, value) -> values.put(name, Decimals.shortest(value)));
            root.put("choose", job.objectives().choice().toString());
        }
        if (!doubts.isEmpty()) {
            ArrayNode warnings = root.putArray("warnings");
            doubts.forEach(warnings::add);
        }
        root.put("strategy", job.strategy().name());
        root.put("seed", seed);
        root.put("steps", history.steps());
        root.put("uniqueArchitectures", history.uniqueArchitectures());
        if (history.fidelities().counted()) {
            root.set("fidelity", EffortReport.json(history));
        }
        if (!complete) {
            root.put("unfinished", true);
        }
        ObjectNode costs = root.putObject("cost");
        counted.counted().map(model -> model.cost(architecture)).ifPresent(cost -> put(costs, cost));
        latencies.ifPresent(known -> costs.put("latencyMs", Decimals.rounded(known.latency(architecture), DIGITS)));
        counted.publishedWhereItDiffers(architecture).ifPresent(cost -> put(root.putObject("publishedCost"), cost));
        counted.skeleton().ifPresent(skeleton -> root.set("countedNetwork", SkeletonJson.of(skeleton, isSized(space))));
        if (space.settings().getClass().getRecordComponents().length > 0) {
            root.set("network", ResultJson.settings(space.settings()));
        }
        space.capability(ChoiceSpace.class).ifPresent(choices -> root.set("definition", ChoiceDefinition.of(choices)));
        root.set("provenance", provenance);
        ResultJson.write(file, root);
    }

    private static boolean isSized(SearchSpace space) {
        return space.capability(NetworkSpace.class)
                .map(NetworkSpace::usesChannelsAndCells)
                .orElse(true);
    }

    private static void put(ObjectNode node, Cost cost) {
        node.put("params", cost.params()).put("macs", cost.macs());
    }
}
