package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.strategy.SearchObjectives;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.TrialResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The objectives of a job and where their values come from: the space counts parameters and multiply-accumulates, the latency table
 * has latencies, the evaluator has all else, before it scores or with the score.
 */
final class JobObjectives {

    private static final String PARAMS = "params";
    private static final String MACS = "macs";
    private static final String LATENCY = "latency_ms";

    private final Optional<Objectives> declared;
    private final SearchObjectives objectives;
    private final String evaluator;

    private JobObjectives(Optional<Objectives> declared, SearchObjectives objectives, String evaluator) {
        this.declared = declared;
        this.objectives = objectives;
        this.evaluator = evaluator;
    }

    /**
     * The objectives of a job.
     *
     * @param job as declared
     * @param costs counts parameters and multiply-accumulates
     * @param evaluator tells the other metrics; empty where it does not exist yet
     * @param latencies by the latency table, where there is one
     * @throws JobException where the evaluator says that it has no such metric, or something else in the job is for one objective only
     */
    static JobObjectives of(
            SearchJob job,
            SearchCosts costs,
            Optional<Evaluator> evaluator,
            Optional<LatencySpace.Latencies> latencies) {
        String scoredBy = job.evaluator().name();
        if (job.objectives() == null) {
            return new JobObjectives(Optional.empty(), SearchObjectives.ACCURACY, scoredBy);
        }
        requireFit(job);
        List<Objective> all = job.objectives().metrics();
        Map<String, ToDoubleFunction<Architecture>> known = counted(costs, latencies);
        known.keySet().retainAll(all.stream().map(Objective::metric).toList());
        evaluator.ifPresent(scores -> all.stream()
                .filter(objective -> !objective.isAccuracy() && !known.containsKey(objective.metric()))
                .forEach(objective ->
                        ask(scores, scoredBy, objective).ifPresent(value -> known.put(objective.metric(), value))));
        return new JobObjectives(Optional.of(job.objectives()), new SearchObjectives(all, known), scoredBy);
    }

    private static void requireFit(SearchJob job) {
        if (job.objective().consensus() != null) {
            throw new JobException(
                    "objective.consensus", "it is of the best by one metric; leave it out where there are objectives");
        }
        if (job.stopping().targetAccuracy() != null) {
            throw new JobException(
                    "stopping.targetAccuracy",
                    "it ends a search for one metric; leave it out where there are objectives");
        }
    }

    private static Map<String, ToDoubleFunction<Architecture>> counted(
            SearchCosts costs, Optional<LatencySpace.Latencies> latencies) {
        Map<String, ToDoubleFunction<Architecture>> counted = new HashMap<>();
        costs.counted().ifPresent(model -> putCosts(counted, model));
        latencies.ifPresent(table -> counted.put(LATENCY, table::latency));
        return counted;
    }

    private static void putCosts(Map<String, ToDoubleFunction<Architecture>> counted, CostModel model) {
        counted.put(PARAMS, architecture -> model.cost(architecture).params());
        counted.put(MACS, architecture -> model.cost(architecture).macs());
    }

    private static Optional<ToDoubleFunction<Architecture>> ask(Evaluator evaluator, String name, Objective objective) {
        String metric = objective.metric();
        Optional<List<String>> given = evaluator.metrics();
        if (given.isPresent() && !given.get().contains(metric)) {
            throw missing(name, metric, given.get());
        }
        if (!objective.known()) {
            return Optional.empty();
        }
        Optional<ToDoubleFunction<Architecture>> known = evaluator.known(metric);
        if (known.isEmpty()) {
            throw new JobException(
                    Objectives.field(metric),
                    "evaluator " + name + " tells '" + metric + "' only when it scores; leave 'known' out");
        }
        return known;
    }

    private static JobException missing(String evaluator, String metric, Iterable<String> given) {
        return new JobException(
                Objectives.field(metric),
                "evaluator " + evaluator + " gives no metric '" + metric + "'; it gives accuracy and " + given);
    }

    /** Whether there are several. */
    boolean several() {
        return declared.isPresent();
    }

    /** As declared; only where there are {@link #several}. */
    Objectives declared() {
        return declared.orElseThrow();
    }

    /**
     * What bounds hypervolumes: as declared, or the worst that was scored.
     *
     * @param histories at least one scored trial
     * @return losses in the order of the objectives
     */
    double[] reference(List<History> histories) {
        return declared().referenceLosses().orElseGet(() -> Front.worst(histories, objectives));
    }

    /** As a strategy sees them. */
    SearchObjectives objectives() {
        return objectives;
    }

    /**
     * What a search keeps of a score.
     *
     * @throws JobException where an objective is neither known nor among the score's metrics
     */
    TrialResult result(Architecture architecture, Score score) {
        if (!several()) {
            return TrialResult.scored(score.accuracy());
        }
        Map<String, Double> metrics = new TreeMap<>(score.metrics());
        metrics.remove(Objective.ACCURACY);
        objectives.known().forEach((metric, value) -> metrics.put(metric, value.applyAsDouble(architecture)));
        for (Objective objective : objectives.all()) {
            if (!objective.isAccuracy() && !metrics.containsKey(objective.metric())) {
                throw missing(evaluator, objective.metric(), score.metrics().keySet());
            }
        }
        return new TrialResult(score.accuracy(), null, metrics);
    }

    /**
     * The values of an architecture by the objectives' names.
     *
     * @param result of its trial
     * @return in the order of the objectives
     */
    Map<String, Double> values(TrialResult result) {
        double[] losses = objectives.losses(result);
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < losses.length; i++) {
            Objective objective = objectives.all().get(i);
            values.put(objective.metric(), objective.direction().value(losses[i]));
        }
        return values;
    }
}
