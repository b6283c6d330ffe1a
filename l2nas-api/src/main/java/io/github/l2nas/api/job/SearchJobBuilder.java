package io.github.l2nas.api.job;

import io.github.l2nas.api.fidelity.Fidelities;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts a {@link SearchJob} together; what is not set has its usual value. */
public final class SearchJobBuilder {

    private final Part space;
    private Part evaluator;
    private Part strategy = Part.named("l2nas");
    private String metric;
    private Double consensus;
    private Objectives objectives;
    private Fidelities fidelities;
    private DatasetInput dataset;
    private NetworkSize network;
    private Compute compute;
    private long seed = 1;
    private int repeats = 1;
    private SearchJob.Stopping stopping = new SearchJob.Stopping(null, null, null, null);
    private SearchJob.Constraints constraints = new SearchJob.Constraints(null, null, null, null, List.of());
    private SearchJob.Evaluations evaluations = new SearchJob.Evaluations(null, null);
    private Part executor = SearchJob.LOCAL;
    private SearchJob.Trials trials = SearchJob.Trials.USUAL;
    private SearchJob.WarmUp warmUp;
    private List<Part> features;
    private SearchJob.Filter filter;
    private Path outputDirectory;
    private String outputTimestamp = "1980-01-01T00:00:02Z";

    /**
     * A search in a space.
     *
     * @param space where architectures come from
     */
    public SearchJobBuilder(Part space) {
        this.space = space;
    }

    public SearchJobBuilder evaluator(Part scores) {
        evaluator = scores;
        return this;
    }

    public SearchJobBuilder strategy(Part suggests) {
        strategy = suggests;
        return this;
    }

    /**
     * What is maximised.
     *
     * @param name of a metric that the evaluator gives; null for its usual one
     * @return this
     */
    public SearchJobBuilder metric(String name) {
        metric = name;
        return this;
    }

    /**
     * Answers with the consensus of the best.
     *
     * @param share of the architectures scored, in (0, 1]; null for the best one alone
     * @return this
     */
    public SearchJobBuilder consensus(Double share) {
        consensus = share;
        return this;
    }

    /**
     * Weighs several objectives.
     *
     * @param weighed at least two; null for the metric alone
     * @return this
     */
    public SearchJobBuilder objectives(Objectives weighed) {
        objectives = weighed;
        return this;
    }

    /**
     * Scores architectures at several fidelities.
     *
     * @param levels lowest first; null for those that follow from strategy and evaluator
     * @return this
     */
    public SearchJobBuilder fidelities(Fidelities levels) {
        fidelities = levels;
        return this;
    }

    public SearchJobBuilder dataset(DatasetInput images) {
        dataset = images;
        return this;
    }

    /**
     * Size of the network whose cost is counted.
     *
     * @param size channels and cells; null for the space's published network
     * @return this
     */
    public SearchJobBuilder network(NetworkSize size) {
        network = size;
        return this;
    }

    public SearchJobBuilder compute(Compute runsOn) {
        compute = runsOn;
        return this;
    }

    public SearchJobBuilder seed(long first) {
        seed = first;
        return this;
    }

    /**
     * How many searches, with consecutive seeds.
     *
     * @param count at least 1
     * @return this
     */
    public SearchJobBuilder repeats(int count) {
        repeats = count;
        return this;
    }

    public SearchJobBuilder stopping(SearchJob.Stopping ends) {
        stopping = ends;
        return this;
    }

    /**
     * Ends after a number of steps.
     *
     * @param count at least 1; null for the preset's
     * @return this
     */
    public SearchJobBuilder steps(Integer count) {
        stopping = new SearchJob.Stopping(
                count,
                stopping.uniqueArchitectures(),
                stopping.targetAccuracy(),
                stopping.timeBudget(),
                stopping.maxEffort());
        return this;
    }

    /**
     * Ends after a number of different architectures.
     *
     * @param count at least 1; null for no such limit
     * @return this
     */
    public SearchJobBuilder uniqueArchitectures(Integer count) {
        stopping = new SearchJob.Stopping(
                stopping.steps(), count, stopping.targetAccuracy(), stopping.timeBudget(), stopping.maxEffort());
        return this;
    }

    /**
     * Stops this run cleanly after some time; the next goes on.
     *
     * @param budget positive; null for none
     * @return this
     */
    public SearchJobBuilder timeBudget(Duration budget) {
        stopping = new SearchJob.Stopping(
                stopping.steps(),
                stopping.uniqueArchitectures(),
                stopping.targetAccuracy(),
                budget,
                stopping.maxEffort());
        return this;
    }

    /**
     * Ends before all trials together cost more.
     *
     * @param amount in the fidelities' unit, positive; null for no limit
     * @return this
     */
    public SearchJobBuilder maxEffort(Double amount) {
        stopping = new SearchJob.Stopping(
                stopping.steps(),
                stopping.uniqueArchitectures(),
                stopping.targetAccuracy(),
                stopping.timeBudget(),
                amount);
        return this;
    }

    public SearchJobBuilder constraints(SearchJob.Constraints limits) {
        constraints = limits;
        return this;
    }

    public SearchJobBuilder evaluations(SearchJob.Evaluations handling) {
        evaluations = handling;
        return this;
    }

    public SearchJobBuilder executor(Part runs) {
        executor = runs;
        return this;
    }

    public SearchJobBuilder trials(SearchJob.Trials running) {
        trials = running;
        return this;
    }

    /**
     * Begins each search with what another evaluator ranks highest.
     *
     * @param first the evaluator, and how many; null for none
     * @return this
     */
    public SearchJobBuilder warmUp(SearchJob.WarmUp first) {
        warmUp = first;
        return this;
    }

    /**
     * Tells a strategy's surrogate model which architectures are alike: those to which other evaluators give like scores.
     *
     * @param evaluators give the scores, training-free proxies for example; null for none
     * @return this
     */
    public SearchJobBuilder features(List<Part> evaluators) {
        features = evaluators;
        return this;
    }

    /**
     * Keeps architectures that another evaluator ranks low from being scored.
     *
     * @param keeps the evaluator, and which share it keeps; null for none
     * @return this
     */
    public SearchJobBuilder filter(SearchJob.Filter keeps) {
        filter = keeps;
        return this;
    }

    /**
     * Where results, journal and checkpoints go.
     *
     * @param directory absolute
     * @return this
     */
    public SearchJobBuilder outputDirectory(Path directory) {
        outputDirectory = directory;
        return this;
    }

    /**
     * The instant that archive entries carry.
     *
     * @param timestamp ISO 8601
     * @return this
     */
    public SearchJobBuilder outputTimestamp(String timestamp) {
        outputTimestamp = timestamp;
        return this;
    }

    /**
     * The job.
     *
     * @return as set so far
     */
    public SearchJob build() {
        return new SearchJob(
                space,
                evaluator,
                strategy,
                new SearchJob.Objective(metric, consensus),
                objectives,
                fidelities,
                dataset,
                network,
                compute,
                seed,
                repeats,
                stopping,
                constraints,
                evaluations,
                executor,
                trials,
                warmUp,
                features,
                filter,
                outputDirectory,
                outputTimestamp);
    }
}
