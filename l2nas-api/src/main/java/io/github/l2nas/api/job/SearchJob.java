package io.github.l2nas.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.text.Decimals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A search, or, where its strategy reads a policy, a transfer.
 *
 * @param space where architectures come from
 * @param evaluator what scores them
 * @param strategy what suggests them
 * @param objective what is maximised and what the answer is
 * @param objectives what the search weighs; null where it maximises one metric
 * @param fidelities at which architectures are scored; null for those that follow from strategy and evaluator
 * @param dataset images that the evaluator's networks run on; null for an evaluator without networks
 * @param network size of the network whose cost is counted and limited; null for the space's published one
 * @param compute what the evaluator's networks run on
 * @param seed seed of the (first) search
 * @param repeats number of searches, with seeds {@code seed}, {@code seed + 1}, ...; at least 1
 * @param stopping when a search ends
 * @param constraints what an architecture may cost
 * @param evaluations what is done about scores and failures; null for the usual
 * @param executor where trials run; nothing that the search finds depends on it; null for {@link #LOCAL}
 * @param trials how many trials are in flight, and what one may take; null for the usual
 * @param warmUp architectures that each search begins with; null for none
 * @param features evaluators whose scores tell a surrogate model which architectures are alike; null for none
 * @param filter what keeps an architecture from being scored; null for none
 * @param outputDirectory absolute directory for everything the job writes
 * @param outputTimestamp ISO 8601 instant that archive entries carry
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchJob(
        Part space,
        Part evaluator,
        Part strategy,
        Objective objective,
        Objectives objectives,
        Fidelities fidelities,
        DatasetInput dataset,
        NetworkSize network,
        Compute compute,
        long seed,
        int repeats,
        Stopping stopping,
        Constraints constraints,
        Evaluations evaluations,
        Part executor,
        Trials trials,
        WarmUp warmUp,
        List<Part> features,
        Filter filter,
        Path outputDirectory,
        String outputTimestamp)
        implements Job {

    private static final int USUAL_POOL = 1000;

    public SearchJob {
        Objects.requireNonNull(space, "space");
        objective = objective == null ? new Objective(null, null) : objective;
        compute = compute == null ? new Compute(null, null) : compute;
        stopping = stopping == null ? new Stopping(null, null, null, null) : stopping;
        constraints = constraints == null ? new Constraints(null, null, null, null, List.of()) : constraints;
        evaluations = evaluations == null ? new Evaluations(null, null) : evaluations;
        executor = executor == null ? LOCAL : executor;
        trials = trials == null ? Trials.USUAL : trials;
        features = features == null || features.isEmpty() ? null : List.copyOf(features);
    }

    @Override
    public List<InputFile> inputFiles() {
        List<InputFile> files = new ArrayList<>(Job.super.inputFiles());
        files.addAll(evaluator.inputs().values());
        if (dataset != null) {
            files.add(dataset.files());
        }
        return files;
    }

    /**
     * What is maximised and what the answer is.
     *
     * @param metric a metric that the evaluator gives, for example a table's column; null for the evaluator's usual one
     * @param consensus share of the architectures scored, the best of them, whose consensus is the answer, above 0 and at most
     *     1; null where the best one is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Objective(String metric, Double consensus) {}

    /**
     * When a search ends: at whichever comes first.
     *
     * @param steps number of steps; null for the preset's
     * @param uniqueArchitectures number of different architectures scored at the full fidelity; null for no such limit
     * @param targetAccuracy accuracy in [0, 1], at the full fidelity, that is enough; null for none
     * @param timeBudget time this run may take before it stops cleanly and leaves the rest to the next; null for none
     * @param maxEffort what all trials together may cost, in the fidelities' unit, epochs for example; positive; null for no limit
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stopping(
            Integer steps, Integer uniqueArchitectures, Double targetAccuracy, Duration timeBudget, Double maxEffort) {

        /**
         * An end without a limit of the effort.
         *
         * @param steps number of steps; null for the preset's
         * @param uniqueArchitectures number of different architectures evaluated; null for no such limit
         * @param targetAccuracy accuracy in [0, 1] that is enough; null for none
         * @param timeBudget time this run may take; null for none
         */
        public Stopping(Integer steps, Integer uniqueArchitectures, Double targetAccuracy, Duration timeBudget) {
            this(steps, uniqueArchitectures, targetAccuracy, timeBudget, null);
        }
    }

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

        /**
         * The limits that are set.
         *
         * @return each as text, for example {@code params <= 1000000}, by the name of its field, in a fixed order; those on
         *     columns as they were declared
         */
        public Map<String, List<String>> texts() {
            Map<String, List<String>> texts = new LinkedHashMap<>();
            put(texts, "maxParams", "params", maxParams);
            put(texts, "maxMacs", "macs", maxMacs);
            put(texts, "maxLatency", "latency_ms", maxLatency);
            if (!columns.isEmpty()) {
                texts.put("columns", columns);
            }
            return texts;
        }

        private static void put(Map<String, List<String>> texts, String field, String cost, Number limit) {
            if (limit != null) {
                String decimal = limit instanceof Double fraction
                        ? Decimals.shortest(fraction).toPlainString()
                        : limit.toString();
                texts.put(field, List.of(cost + " <= " + decimal));
            }
        }
    }

    /**
     * What is done about scores and failures.
     *
     * @param store absolute directory where scores outlive this search; several searches may use it at once; null for {@code
     *     evaluations} in the output directory
     * @param maxFailedTrials failed trials in a row with which the search ends, at least 1; null for 3 in a row, or more than a
     *     tenth of all that were to be scored once there are 5
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evaluations(Path store, Integer maxFailedTrials) {}

    /**
     * The architectures that a search begins with: those that a cheap evaluator, a training-free proxy for example, ranks highest.
     * In a space of up to 20 000 architectures all are ranked, in a larger one a random sample.
     *
     * @param evaluator what ranks them
     * @param count how many of the highest are the first trials, at least 1; null for 5
     * @param pool how many different architectures are drawn and ranked in a large space, at least 1; null for 1000
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WarmUp(Part evaluator, Integer count, Integer pool) {

        private static final int USUAL_COUNT = 5;

        /**
         * @throws JobException for a number below 1
         */
        public WarmUp {
            Objects.requireNonNull(evaluator, "evaluator");
            requirePositive("warmUp.count", count);
            requirePositive("warmUp.pool", pool);
        }

        /**
         * How many architectures a search begins with.
         *
         * @return at least 1
         */
        public int effectiveCount() {
            return count == null ? USUAL_COUNT : count;
        }

        /**
         * How many architectures of a large space are ranked.
         *
         * @return at least 1
         */
        public int effectivePool() {
            return pool == null ? USUAL_POOL : pool;
        }
    }

    /**
     * Keeps all architectures from being scored but those that a cheap evaluator, a training-free proxy for example, ranks high: an
     * architecture whose score is lower is infeasible. How high is told by all architectures of a space of up to 20 000, and by a
     * random sample of a larger one.
     *
     * @param evaluator what ranks them
     * @param share of the architectures that may be scored, above 0 and at most 1; null for 0.5
     * @param pool how many different architectures of a large space are drawn and ranked, at least 1; null for 1000
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Filter(Part evaluator, Double share, Integer pool) {

        private static final double USUAL_SHARE = 0.5;

        /**
         * @throws JobException for a value out of range
         */
        public Filter {
            Objects.requireNonNull(evaluator, "evaluator");
            requirePositive("filter.pool", pool);
            if (share != null && !(share > 0 && share <= 1)) {
                throw new JobException("filter.share", "must be above 0 and at most 1, for example 0.5; got " + share);
            }
        }

        /**
         * The share that may be scored.
         *
         * @return above 0 and at most 1
         */
        public double effectiveShare() {
            return share == null ? USUAL_SHARE : share;
        }

        /**
         * How many architectures of a large space are ranked.
         *
         * @return at least 1
         */
        public int effectivePool() {
            return pool == null ? USUAL_POOL : pool;
        }
    }

    /**
     * The evaluators that rank architectures beside the one that scores trials: those of warm-up, filter and features.
     *
     * @return by the job's field, {@code warmUp.evaluator}, {@code filter.evaluator}, {@code features[0]} and so on, those that are
     *     declared
     */
    public Map<String, Part> rankingEvaluators() {
        Map<String, Part> evaluators = new LinkedHashMap<>();
        if (warmUp != null) {
            evaluators.put("warmUp.evaluator", warmUp.evaluator());
        }
        if (filter != null) {
            evaluators.put("filter.evaluator", filter.evaluator());
        }
        if (features != null) {
            for (int i = 0; i < features.size(); i++) {
                evaluators.put("features[" + i + "]", features.get(i));
            }
        }
        return evaluators;
    }

    private static void requirePositive(String field, Integer value) {
        if (value != null && value < 1) {
            throw new JobException(field, "must be at least 1, got " + value);
        }
    }

    /**
     * The search whose evaluator is another one, which ranks architectures beside this search's own.
     *
     * @param other ranks architectures
     * @return this job with that evaluator and its usual metric, on this machine, without warm-up, features and filter
     */
    public SearchJob rankedBy(Part other) {
        return new SearchJob(
                space,
                other,
                strategy,
                null,
                null,
                null,
                dataset,
                network,
                compute,
                seed,
                repeats,
                stopping,
                constraints,
                evaluations,
                null,
                null,
                null,
                null,
                null,
                outputDirectory,
                outputTimestamp);
    }

    /**
     * How trials are run. What a search finds depends on the concurrency alone.
     *
     * @param concurrency w: trial n is proposed when the results of trials 1 to n - w are known, at least 1; null for 1
     * @param timeout time after which a trial is ended and has failed; null for none
     * @param maxAttempts how often an architecture whose scoring fails is scored before the trial has failed, at least 1; null for 1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trials(Integer concurrency, Duration timeout, Integer maxAttempts) {

        /** One trial after the other, without a limit of time, each tried once. */
        public static final Trials USUAL = new Trials(null, null, null);

        /**
         * A number of 1 becomes null, so that the same search has the same identity.
         *
         * @throws JobException for a value out of range
         */
        public Trials {
            requirePositive("trials.concurrency", concurrency);
            requirePositive("trials.maxAttempts", maxAttempts);
            if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
                throw new JobException(
                        "trials.timeout", "must be longer than nothing, for example PT2H; got " + timeout);
            }
            concurrency = nullForOne(concurrency);
            maxAttempts = nullForOne(maxAttempts);
        }

        private static Integer nullForOne(Integer value) {
            return value != null && value == 1 ? null : value;
        }

        /**
         * The most trials in flight.
         *
         * @return w, at least 1
         */
        public int effectiveConcurrency() {
            return concurrency == null ? 1 : concurrency;
        }

        /**
         * How often an architecture is scored before its trial has failed.
         *
         * @return at least 1
         */
        public int effectiveAttempts() {
            return maxAttempts == null ? 1 : maxAttempts;
        }
    }
}
