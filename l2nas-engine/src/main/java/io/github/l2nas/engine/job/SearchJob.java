package io.github.l2nas.engine.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A search, or, with a policy, a transfer.
 *
 * @param space name of the search space
 * @param table the benchmark table that scores architectures; null where something else does
 * @param metric the table's column that is maximised; null where no table scores
 * @param supernet the supernet that scores architectures; null where something else does
 * @param predictor the accuracy predictor that scores architectures; null where something else does
 * @param strategy {@code l2nas}, {@code l2nas-guided}, {@code random}, {@code regularized-evolution}, {@code local-search}
 *     or {@code reinforce}
 * @param preset name of the strategy's settings to start from; null for the space's own
 * @param settings settings that differ from the preset, by their names; values as text
 * @param policy the policy to fine-tune; null for a search from scratch
 * @param seed seed of the (first) search
 * @param repeats number of searches, with seeds {@code seed}, {@code seed + 1}, ...; at least 1
 * @param stopping when a search ends
 * @param constraints what an architecture may cost
 * @param consensus share of the architectures scored, the best of them, whose consensus is the answer, above 0 and at most
 *     1; null where the best one is
 * @param outputDirectory absolute directory for everything the job writes
 * @param outputTimestamp ISO 8601 instant that archive entries carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchJob(
        String space,
        InputFile table,
        String metric,
        SupernetInput supernet,
        PredictorInput predictor,
        String strategy,
        String preset,
        Map<String, String> settings,
        InputFile policy,
        long seed,
        int repeats,
        Stopping stopping,
        Constraints constraints,
        Double consensus,
        Path outputDirectory,
        String outputTimestamp)
        implements Job {

    /** When a search ends: at whichever comes first. */
    public SearchJob {
        settings = settings == null ? Map.of() : new TreeMap<>(settings);
        stopping = stopping == null ? new Stopping(null, null, null, null) : stopping;
        constraints = constraints == null ? new Constraints(null, null, null, null, List.of()) : constraints;
    }

    /**
     * What is maximised.
     *
     * @return the table's column, {@code supernet_validation} or {@code predicted}
     */
    public String scoredBy() {
        if (predictor != null) {
            return "predicted";
        }
        return supernet == null ? metric : "supernet_validation";
    }

    /**
     * When a search ends: at whichever comes first.
     *
     * @param steps number of steps; null for the preset's
     * @param uniqueArchitectures number of different architectures evaluated; null for no such limit
     * @param targetAccuracy accuracy in [0, 1] that is enough; null for none
     * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stopping(Integer steps, Integer uniqueArchitectures, Double targetAccuracy, Duration timeBudget) {}

    /**
     * What an architecture may cost. An architecture that violates one is never the answer.
     *
     * @param maxParams most trainable parameters; null for no limit
     * @param maxMacs most multiply-accumulates per image; null for no limit
     * @param latencyTable latencies of blocks, from which that of an architecture is told; null for none
     * @param maxLatency greatest latency by that table, milliseconds; null for no limit
     * @param columns conditions on columns of the table, for example {@code edgegpu_latency_ms <= 5}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Constraints(
            Long maxParams, Long maxMacs, InputFile latencyTable, Double maxLatency, List<String> columns) {
        public Constraints {
            columns = columns == null ? List.of() : List.copyOf(columns);
        }
    }
}
