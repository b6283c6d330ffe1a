package io.github.l2nas.engine.search;

import io.github.l2nas.engine.evaluator.Evaluator;
import io.github.l2nas.engine.evaluator.TableEvaluator;
import io.github.l2nas.engine.job.JobEvent;
import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.job.SearchJob;
import io.github.l2nas.engine.journal.AtomicFile;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import io.github.l2nas.engine.ofa.InheritedEvaluator;
import io.github.l2nas.engine.predictor.PredictorEvaluator;
import io.github.l2nas.engine.strategy.SearchContext;
import io.github.l2nas.engine.strategy.Strategy;
import io.github.l2nas.engine.supernet.SupernetEvaluator;
import io.github.l2nas.engine.table.BenchmarkTable;
import io.github.l2nas.engine.table.LatencyTable;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

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
        if (job.consensus() != null && !(job.consensus() > 0 && job.consensus() <= 1)) {
            throw new JobException(
                    "consensus",
                    "the share of the architectures scored lies between 0 and 1, for example 0.5; got "
                            + job.consensus());
        }
        if (Stream.of(job.table(), job.supernet(), job.predictor())
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw new JobException(
                    "table",
                    "a search is scored by one of a table with the metric to maximise, a supernet, a predictor");
        }
        SearchSpace space = job.searchSpace();
        if (job.predictor() != null) {
            PredictorEvaluator evaluator = new PredictorEvaluator(job.predictor(), space);
            evaluator.doubt().ifPresent(doubt -> events.accept(new JobEvent.Note(doubt)));
            search(evaluator.space(), evaluator, Optional.empty());
        } else if (job.supernet() != null && space instanceof OfaMobileNetV3) {
            try (InheritedEvaluator evaluator = new InheritedEvaluator(job.supernet())) {
                search(evaluator.space(), evaluator, Optional.empty());
            }
        } else if (job.supernet() != null) {
            try (SupernetEvaluator evaluator = new SupernetEvaluator(job.supernet(), space)) {
                search(space, evaluator, Optional.empty());
            }
        } else {
            if (job.metric() == null) {
                throw new JobException("metric", "a search on a table needs the metric to maximise");
            }
            BenchmarkTable table =
                    BenchmarkTable.read(job.table().file(), job.table().name(), space);
            search(space, new TableEvaluator(table, job.metric()), Optional.of(table));
        }
    }

    private void search(SearchSpace space, Evaluator evaluator, Optional<BenchmarkTable> table) {
        StrategyFactory strategies = StrategyFactory.of(job, space, evaluator);
        StoppingRule stopping = StoppingRule.of(job.stopping(), strategies.presetSteps());
        Optional<LatencyTable> latencies =
                Optional.ofNullable(job.constraints().latencyTable()).map(input -> LatencyTable.read(input, space));
        Feasibility feasibility = new Feasibility(job.constraints(), space, table, latencies);
        ResultFiles files = new ResultFiles(job, space, latencies, strategies.settings());
        ProgressReport progress =
                new ProgressReport(job.space() + " by " + job.strategy(), stopping, job.repeats(), events, nanoClock);
        List<SeedResult> results = runAll(
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

    private List<SeedResult> runAll(SeedSearch search) {
        int threads = job.supernet() != null
                ? 1 // the network has threads of its own
                : Math.min(job.repeats(), Runtime.getRuntime().availableProcessors());
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
            StrategyFactory strategies,
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
            SearchLoop loop = new SearchLoop(context, strategy, evaluator, stopping, journal, checkpoint, nanoClock);
            History history = loop.run(time::isUsedUp, progress.ofOneSeed());
            return new SeedResult(
                    context.seed(), directory, history, found(history, context, evaluator), loop.complete(), strategy);
        }
    }

    private Found found(History history, SearchContext context, Evaluator evaluator) {
        if (history.best() == null) {
            return null;
        }
        if (job.consensus() == null) {
            return Found.best(history, context);
        }
        long count = Math.max(1, Math.round(job.consensus() * history.uniqueArchitectures()));
        return Found.consensus(history, Math.toIntExact(count), context, evaluator::accuracy);
    }
}
