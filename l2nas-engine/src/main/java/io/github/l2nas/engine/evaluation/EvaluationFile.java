package io.github.l2nas.engine.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.DatasetJson;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.training.EvaluationRecipe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/** {@code evaluation.json}: how an architecture did, run by run. */
final class EvaluationFile {

    /** Two say nothing of an order. */
    private static final int LEAST_RANKED = 3;

    private static final int TAU_DIGITS = 3;

    private final EvaluateJob job;
    private final NetworkSpace space;
    private final EvaluationRecipe recipe;
    private final CostModel costs;
    private final String backend;
    private final Dataset dataset;
    private final List<TestResult> results;
    private final List<TestResult> random;
    private final Optional<TopArchitectures> top;
    private final List<TestResult> others;

    /**
     * @param job as declared
     * @param space its space
     * @param recipe in force
     * @param costs counts the network that was trained
     * @param backend what it was trained on
     * @param dataset that was used
     * @param results of the architecture, at least one
     * @param random of random architectures
     * @param top the best architectures of the search, where they were trained
     * @param others of these, but for the evaluated one
     */
    EvaluationFile(
            EvaluateJob job,
            NetworkSpace space,
            EvaluationRecipe recipe,
            CostModel costs,
            String backend,
            Dataset dataset,
            List<TestResult> results,
            List<TestResult> random,
            Optional<TopArchitectures> top,
            List<TestResult> others) {
        this.job = job;
        this.space = space;
        this.recipe = recipe;
        this.costs = costs;
        this.backend = backend;
        this.dataset = dataset;
        this.results = results;
        this.random = random;
        this.top = top;
        this.others = others;
    }

    /** Mean test accuracy of the architecture's runs, in [0, 1]. */
    double mean() {
        return mean(results);
    }

    /** Mean test accuracy of the random architectures, in [0, 1]. */
    double randomMean() {
        return mean(random);
    }

    private static double mean(List<TestResult> results) {
        return accuracies(results).mean();
    }

    private static Sample accuracies(List<TestResult> results) {
        return Sample.of(results.stream().map(result -> result.metrics().top1()).toList());
    }

    /** Sample standard deviation of the test accuracy over the architecture's runs; 0 for a single one. */
    double deviation() {
        return accuracies(results).deviation();
    }

    /** What came of the best architectures of the search, for the summary. */
    Optional<String> topLine() {
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("top           " + Decimals.percent(mean(others)) + " %, the mean of the " + others.size()
                        + " next best of the search trained alike"
                        + tau().map(tau -> "; Kendall's tau of the search's order and this one " + tau.toPlainString())
                                .orElse(""));
    }

    /** Of the accuracies in the search and when trained; none for fewer than three architectures, or where all are equal. */
    private Optional<BigDecimal> tau() {
        List<Double> searched = new ArrayList<>();
        List<Double> trained = new ArrayList<>();
        TopArchitectures best = top.orElseThrow();
        best.searched(results.get(0).architecture()).ifPresent(accuracy -> {
            searched.add(accuracy);
            trained.add(mean());
        });
        for (TestResult other : others) {
            searched.add(best.searched(other.architecture()).orElseThrow());
            trained.add(other.metrics().top1());
        }
        if (searched.size() < LEAST_RANKED) {
            return Optional.empty();
        }
        double tau = new KendallsCorrelation().correlation(array(searched), array(trained));
        return Double.isNaN(tau) ? Optional.empty() : Optional.of(Decimals.rounded(tau, TAU_DIGITS));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private ObjectNode topJson() {
        ObjectNode best = ResultJson.object();
        best.put("mean", ResultJson.number(mean(others)));
        tau().ifPresent(tau -> best.put("kendallTau", tau));
        ArrayNode each = best.putArray("architectures");
        for (TestResult result : others) {
            double searched = top.orElseThrow().searched(result.architecture()).orElseThrow();
            each.addObject()
                    .put("architecture", result.architecture().notation())
                    .put("seed", result.seed())
                    .put("searched", ResultJson.number(searched))
                    .put("top1", ResultJson.number(result.metrics().top1()));
        }
        return best;
    }

    /** The document. */
    ObjectNode json() {
        TestResult first = results.get(0);
        ObjectNode root = ResultJson.object();
        root.put("space", space.name());
        root.put("architecture", first.architecture().notation());
        ObjectNode accuracy = root.putObject("accuracy");
        accuracy.put("mean", ResultJson.number(mean()));
        accuracy.put("deviation", ResultJson.number(deviation()));
        accuracy.put("runs", results.size());
        Cost cost = costs.cost(first.architecture());
        root.putObject("network").put("params", cost.params()).put("macs", cost.macs());
        ArrayNode runs = root.putArray("runs");
        results.forEach(result -> run(runs.addObject(), result));
        if (!random.isEmpty()) {
            ObjectNode others = root.putObject("randomArchitectures");
            others.put("mean", ResultJson.number(randomMean()));
            ArrayNode each = others.putArray("architectures");
            for (TestResult result : random) {
                each.addObject()
                        .put("architecture", result.architecture().notation())
                        .put("seed", result.seed())
                        .put("top1", ResultJson.number(result.metrics().top1()));
            }
        }
        if (!others.isEmpty()) {
            root.set("topArchitectures", topJson());
        }
        root.set("provenance", provenance());
        return root;
    }

    private static void run(ObjectNode run, TestResult result) {
        run.put("seed", result.seed());
        run.put("top1", ResultJson.number(result.metrics().top1()));
        run.put("top5", ResultJson.number(result.metrics().top5()));
        ArrayNode confusion = run.putArray("confusion");
        for (int[] row : result.metrics().confusion()) {
            ArrayNode numbers = confusion.addArray();
            for (int count : row) {
                numbers.add(count);
            }
        }
    }

    private ObjectNode provenance() {
        ObjectNode provenance = ResultJson.object();
        provenance.put("engine", "l2nas-engine " + EngineVersion.current());
        DatasetJson.put(provenance, job.dataset(), dataset);
        if (job.architecture() != null) {
            ResultJson.putInput(provenance, "architecture", job.architecture());
        }
        if (job.top() != null) {
            ResultJson.putInput(provenance, "history", job.top().history());
        }
        ComputeJson.put(provenance, Backends.choose(backend), job.compute());
        provenance.set("recipe", Skeletons.shown(space, recipe));
        provenance.set("job", JobJson.document(job));
        return provenance;
    }
}
