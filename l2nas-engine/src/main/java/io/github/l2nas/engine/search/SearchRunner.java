package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import io.github.l2nas.engine.progress.TimeBudget;
import io.github.l2nas.engine.table.LatencyTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs a {@link SearchJob}: a search for each seed, side by side where there are cores, then the result files. */
public final class SearchRunner {

    private final SearchJob job;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;
    private final TimeBudget time;

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public SearchRunner(SearchJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.job = job;
        this.events = events;
        this.nanoClock = nanoClock;
        time = new TimeBudget(job.stopping().timeBudget(), nanoClock);
    }

    /**
     * Searches and writes the results; the last event tells of them.
     *
     * @throws JobException where the job can't be done as declared
     */
    public void run() {
        if (job.repeats() < 1) {
            throw new JobException("repeats", "must be at least 1, got " + job.repeats());
        }
        Double consensus = job.objective().consensus();
        if (consensus != null && !(consensus > 0 && consensus <= 1)) {
            throw new JobException(
                    "objective.consensus",
                    "the share of the architectures scored lies between 0 and 1, for example 0.5; got " + consensus);
        }
        SearchSpace space = SearchSpaces.of(job.space());
        EvaluatorChoice choice = EvaluatorChoice.of(job, space, note -> events.accept(new JobEvent.Note(note)));
        try (Evaluator evaluator = choice.evaluator()) {
            search(evaluator.space(space), evaluator, choice.metric());
        }
    }

    private void search(SearchSpace space, Evaluator evaluator, String metric) {
        StrategyChoice<?> strategies = StrategyChoice.of(job.strategy(), space, evaluator.referenceAccuracy());
        StoppingRule stopping = StoppingRule.of(job.stopping(), strategies.steps());
        Optional<LatencyTable> latencies =
                Optional.ofNullable(job.constraints().latencyTable()).map(input -> LatencyTable.read(input, space));
        Feasibility feasibility = new Feasibility(job.constraints(), space, evaluator, latencies);
        ResultFiles files = new ResultFiles(job, space, metric, latencies, strategies.settings());
        ProgressReport progress = new ProgressReport(
                space.name() + " by " + job.strategy().name(), stopping, job.repeats(), events, nanoClock);
        List<SeedResult> results = runAll(
                evaluator.concurrent(),
                seed -> search(new SearchContext(space, seed, feasibility), strategies, evaluator, stopping, progress));
        if (results.stream().anyMatch(result -> result.found() == null)) {
            throw new JobException(
                    "constraints", "no proposed architecture satisfied the constraints. Relax one, or search longer");
        }
        events.accept(files.write(results, time.elapsedNanos()));
    }

    /** What searches with one seed. */
    @FunctionalInterface
    private interface SeedSearch {
        SeedResult run(long seed);
    }

    private List<SeedResult> runAll(boolean concurrent, SeedSearch search) {
        int threads = concurrent ? Math.min(job.repeats(), Runtime.getRuntime().availableProcessors()) : 1;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SeedResult>> pending = new ArrayList<>();
            for (int repeat = 0; repeat < job.repeats(); repeat++) {
                long seed = job.seed() + repeat;
                pending.add(executor.submit(() -> search.run(seed)));
            }
            List<SeedResult> results = new ArrayList<>();
            for (Future<SeedResult> future : pending) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            executor.shutdownNow();
        }
    }

    private SeedResult search(
            SearchContext context,
            StrategyChoice<?> strategies,
            Evaluator evaluator,
            StoppingRule stopping,
            ProgressReport progress) {
        Path directory = ResultFiles.seedDirectory(job, context.seed());
        AtomicFile.createDirectory(directory, "outputDirectory");
        String search = SearchIdentity.of(job, context.seed(), strategies.settings());
        Strategy strategy = strategies.create(context);
        try (Journal journal = Journal.open(directory.resolve("journal.jsonl"), search)) {
            Checkpoint checkpoint = new Checkpoint(directory.resolve("checkpoint.bin"), search + "/" + stopping);
            if (!journal.recorded().isEmpty()) {
                events.accept(new JobEvent.Note("seed " + context.seed() + ": going on after step "
                        + journal.recorded().size()));
            }
            SearchLoop loop =
                    new SearchLoop(context, strategy, evaluator, stopping, journal, checkpoint, nanoClock, directory);
            History history = loop.run(time::isUsedUp, progress.ofOneSeed());
            return new SeedResult(
                    context.seed(), directory, history, found(history, context, evaluator), loop.complete(), strategy);
        }
    }

    private SearchOutcome found(History history, SearchContext context, Evaluator evaluator) {
        if (history.best() == null) {
            return null;
        }
        if (job.objective().consensus() == null) {
            return SearchOutcome.best(history, context);
        }
        long count = Math.max(1, Math.round(job.objective().consensus() * history.uniqueArchitectures()));
        return SearchOutcome.consensus(
                history, Math.toIntExact(count), context, architecture -> score(evaluator, context, architecture));
    }

    private double score(Evaluator evaluator, SearchContext context, Architecture architecture) {
        return evaluator
                .evaluate(Candidates.of(architecture, context.seed(), job.outputDirectory()))
                .accuracy();
    }
}
