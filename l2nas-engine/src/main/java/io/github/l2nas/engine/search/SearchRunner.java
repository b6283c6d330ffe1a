package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.TrainingContext;
import io.github.l2nas.engine.latency.MeasuredLatencies;
import io.github.l2nas.engine.progress.JobRunner;
import io.github.l2nas.engine.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs a {@link SearchJob}: a search for each seed, side by side where there are cores, then the result files. */
public final class SearchRunner extends JobRunner<SearchJob> {

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public SearchRunner(SearchJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        super(job, job.stopping().timeBudget(), events, nanoClock);
    }

    /**
     * Searches and writes the results; the last event tells of them.
     *
     * @throws JobException where the job can't be done as declared
     */
    @Override
    public void run() {
        requireInRange(job);
        SearchSpace space = SearchSpaces.of(job.space());
        run(space, EvaluatorChoice.of(job, space, this::timeIsUp, this::warn), true);
    }

    /**
     * Searches with a space and an evaluator that were made elsewhere, and writes the results; the last event tells of them.
     *
     * @param declared the space
     * @param choice the evaluator; it is closed
     * @param movable whether the evaluator can be made again in another process, as the job declares it
     * @return the searches of all seeds
     * @throws JobException where the job can't be done as declared
     */
    public SeedResults run(SearchSpace declared, EvaluatorChoice choice, boolean movable) {
        try (Evaluator evaluator = choice.evaluator()) {
            requireInRange(job);
            Timelines timelines = new Timelines(job, choice, this::note);
            try (TrialExecutor executor = ExecutorChoice.of(job, choice, movable, timelines, this::note)) {
                return search(evaluator.space(declared), choice, executor, timelines);
            }
        }
    }

    /**
     * Whether the time that this run may take is used up.
     *
     * @return false where there is no limit
     */
    public boolean timeIsUp() {
        return time.isUsedUp();
    }

    private void note(String text) {
        events.accept(new JobEvent.Note(text));
    }

    private void warn(String text) {
        events.accept(JobEvent.Note.warning(text));
    }

    static void requireInRange(SearchJob job) {
        if (job.repeats() < 1) {
            throw new JobException("repeats", "must be at least 1, got " + job.repeats());
        }
        Double consensus = job.objective().consensus();
        if (consensus != null && !(consensus > 0 && consensus <= 1)) {
            throw new JobException(
                    "objective.consensus",
                    "the share of the architectures scored lies between 0 and 1, for example 0.5; got " + consensus);
        }
    }

    private SeedResults search(SearchSpace space, EvaluatorChoice choice, TrialExecutor executor, Timelines timelines) {
        try (Foreknowledge foreknowledge = Foreknowledge.of(job, space, this::timeIsUp, this::note)) {
            return search(space, choice, executor, timelines, foreknowledge);
        }
    }

    private SeedResults search(
            SearchSpace space,
            EvaluatorChoice choice,
            TrialExecutor executor,
            Timelines timelines,
            Foreknowledge foreknowledge) {
        Evaluator evaluator = choice.evaluator();
        StrategyChoice<?> strategies = StrategyChoice.of(job.strategy(), space, evaluator.referenceAccuracy());
        Fidelities fidelities = FidelityChoice.of(job, evaluator.fidelities(), strategies);
        StoppingRule stopping = StoppingRule.of(job.stopping(), strategies.steps(), fidelities);
        FailureLimit failures = FailureLimit.of(job.evaluations().maxFailedTrials());
        Optional<LatencySpace.Latencies> latencies =
                Optional.ofNullable(job.constraints().latencyTable()).map(input -> MeasuredLatencies.of(space, input));
        SearchCosts costs = SearchCosts.of(job, space, evaluator.skeleton());
        Feasibility feasibility = new Feasibility(job.constraints(), space, costs, Optional.of(evaluator), latencies);
        feasibility.doubts().forEach(this::warn);
        JobObjectives objectives = JobObjectives.of(job, costs, Optional.of(evaluator), latencies);
        strategies.requireServes(job);
        ResultFiles files = new ResultFiles(job, space, costs, choice, objectives, latencies, strategies);
        ProgressReport progress = new ProgressReport(
                space.name() + " by " + job.strategy().name(), stopping, job.repeats(), events, nanoClock);
        Scores scores = Scores.of(job, space, choice, executor, timelines::submitted, this::note);
        SeedSearch search = new SeedSearch(
                job,
                strategies,
                foreknowledge,
                choice,
                objectives,
                scores,
                timelines,
                stopping,
                failures,
                time,
                nanoClock,
                this::note,
                training(space));
        SeedRuns runs = new SeedRuns();
        List<SeedResult> results = runs.all(
                job.seed(),
                job.repeats(),
                threads(evaluator.concurrent() && !strategies.trainsNetworks(), executor.workers()),
                seed -> search.run(
                        new SearchContext(space, seed, feasibility, objectives.objectives(), fidelities),
                        runs::cancelled,
                        progress.ofOneSeed()));
        Unanswered.require(job, results);
        results.stream()
                .flatMap(result -> files.doubts(result).stream())
                .distinct()
                .forEach(this::warn);
        SeedResults found = SeedResults.of(results, objectives);
        JobEvent.Result written = files.write(found, scores.summary(), time.elapsedNanos());
        found.requireHypervolume(objectives);
        events.accept(written);
        return found;
    }

    private TrainingContext.Listener training(SearchSpace space) {
        return new Progress(
                "supernet of " + space.name() + " by " + job.strategy().name(), events, nanoClock)::report;
    }

    /** Searches side by side. Where trials run elsewhere, searches only wait for them. */
    private int threads(boolean concurrent, int workers) {
        int inside = concurrent ? Runtime.getRuntime().availableProcessors() : 1;
        return Math.min(job.repeats(), Math.max(inside, workers));
    }
}
