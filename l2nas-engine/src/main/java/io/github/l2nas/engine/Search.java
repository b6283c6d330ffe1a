package io.github.l2nas.engine;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.OutputLock;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.search.EvaluatorChoice;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.search.SeedResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A search for people without Maven: say where to search and what scores, and run it. The Maven plugin's goal {@code search}
 * runs the same code.
 *
 * <pre>{@code
 * SearchResult result = Search.in("nas-bench-201")
 *         .evaluator(candidate -> Score.of(train(candidate.architecture())))
 *         .strategy("local-search")
 *         .steps(100)
 *         .run();
 * }</pre>
 *
 * <p>What is not set has the value that it has in a POM. An instance is not thread-safe, and {@link #run()} may be called
 * again.
 */
public final class Search {

    private final SearchSpace space;
    private final SearchJobBuilder job;
    private Evaluator instance;
    private boolean named;
    private SearchJob.Constraints constraints = new SearchJob.Constraints(null, null, null, null, null);
    private Path directory;
    private Path store;
    private Integer maxFailedTrials;
    private int trialConcurrency = 1;
    private Duration trialTimeout;
    private int maxAttempts = 1;
    private Part executor = SearchJob.LOCAL;
    private Consumer<JobEvent> listener = event -> {};

    private Search(SearchSpace space, Part part) {
        this.space = space;
        job = new SearchJobBuilder(part);
    }

    /**
     * A search in a space that is found by its name.
     *
     * @param space for example {@code nas-bench-201}, or the name of a class
     * @return a search with the usual settings
     * @throws JobException where there is no such space
     */
    public static Search in(String space) {
        return in(Part.named(space));
    }

    /**
     * A search in a space that is found by its name.
     *
     * @param space its name, settings and inputs
     * @return a search with the usual settings
     * @throws JobException where there is no such space, or its settings or inputs won't do
     */
    public static Search in(Part space) {
        return new Search(SearchSpaces.of(space), space);
    }

    /**
     * A search in a space of one's own.
     *
     * @param space the space
     * @return a search with the usual settings
     */
    public static Search in(SearchSpace space) {
        return new Search(space, Part.named(space.name()));
    }

    /**
     * Scores with an evaluator of one's own, for example a lambda. Nothing tells whether it scores as it did in an earlier run,
     * so each run asks it anew, also in the same {@link #directory}.
     *
     * @param scores closed at the end of {@link #run()}
     * @return this
     */
    public Search evaluator(Evaluator scores) {
        instance = scores;
        named = false;
        job.evaluator(Part.named(scores.getClass().getName() + "#" + UUID.randomUUID()));
        return this;
    }

    /**
     * Scores with an evaluator of one's own whose scores are kept: with the same name, and the same code as far as that can be
     * told, it scores the same. A run in the same {@link #directory} goes on where an earlier one stopped.
     *
     * @param name stands for all that scores depend on; change it with them, for example {@code cnn-3-epochs}
     * @param scores closed at the end of {@link #run()}
     * @return this
     */
    public Search evaluator(String name, Evaluator scores) {
        instance = scores;
        named = true;
        job.evaluator(Part.named(name));
        return this;
    }

    /**
     * Scores with an evaluator that is found by its name.
     *
     * @param scores its name, settings and inputs
     * @return this
     */
    public Search evaluator(Part scores) {
        instance = null;
        job.evaluator(scores);
        return this;
    }

    /**
     * What is maximised.
     *
     * @param metric a metric that the evaluator gives, for example a table's column
     * @return this
     */
    public Search metric(String metric) {
        job.metric(metric);
        return this;
    }

    /**
     * Weighs several objectives; the files then have the front.
     *
     * @param weighed at least two
     * @return this
     */
    public Search objectives(Objectives weighed) {
        job.objectives(weighed);
        return this;
    }

    /**
     * Scores architectures at several fidelities.
     *
     * @param levels lowest first, for example {@code Fidelities.of(List.of("1 epochs", "9 epochs"), null)}
     * @return this
     */
    public Search fidelities(Fidelities levels) {
        job.fidelities(levels);
        return this;
    }

    /**
     * Ends before all trials together cost more.
     *
     * @param amount in the fidelities' unit, for example epochs; positive
     * @return this
     */
    public Search maxEffort(double amount) {
        job.maxEffort(amount);
        return this;
    }

    /**
     * Suggests architectures by a strategy with its usual settings.
     *
     * @param name for example {@code l2nas-guided}; {@code l2nas} where nothing is said
     * @return this
     */
    public Search strategy(String name) {
        return strategy(Part.named(name));
    }

    /**
     * Suggests architectures by a strategy.
     *
     * @param suggests its name, preset, settings and inputs
     * @return this
     */
    public Search strategy(Part suggests) {
        job.strategy(suggests);
        return this;
    }

    /**
     * Images or rows that the evaluator's networks run on.
     *
     * @param data where they are and how they are read
     * @return this
     */
    public Search dataset(DatasetInput data) {
        job.dataset(data);
        return this;
    }

    /**
     * Size of the network.
     *
     * @param size channels and cells
     * @return this
     */
    public Search network(NetworkSize size) {
        job.network(size);
        return this;
    }

    /**
     * What the evaluator's networks run on.
     *
     * @param compute backend and threads
     * @return this
     */
    public Search compute(Compute compute) {
        job.compute(compute);
        return this;
    }

    /**
     * Limits: an architecture that violates one is never scored and never the answer.
     *
     * @param limits on costs or columns of a table
     * @return this
     */
    public Search constraints(SearchJob.Constraints limits) {
        constraints = limits;
        return this;
    }

    /**
     * The most trainable parameters an architecture may have.
     *
     * @param limit at least 1
     * @return this
     */
    public Search maxParams(long limit) {
        constraints = new SearchJob.Constraints(
                limit,
                constraints.maxMacs(),
                constraints.latencyTable(),
                constraints.maxLatency(),
                constraints.columns());
        return this;
    }

    /**
     * The most multiply-accumulates for one image an architecture may have.
     *
     * @param limit at least 1
     * @return this
     */
    public Search maxMacs(long limit) {
        constraints = new SearchJob.Constraints(
                constraints.maxParams(),
                limit,
                constraints.latencyTable(),
                constraints.maxLatency(),
                constraints.columns());
        return this;
    }

    /**
     * Ends after a number of steps.
     *
     * @param steps at least 1
     * @return this
     */
    public Search steps(int steps) {
        job.steps(steps);
        return this;
    }

    /**
     * Ends after a number of different architectures were scored.
     *
     * @param architectures at least 1
     * @return this
     */
    public Search uniqueArchitectures(int architectures) {
        job.uniqueArchitectures(architectures);
        return this;
    }

    /**
     * Stops after some time. A run in the same {@link #directory} goes on.
     *
     * @param budget positive
     * @return this
     */
    public Search timeBudget(Duration budget) {
        job.timeBudget(budget);
        return this;
    }

    /**
     * Answers with the consensus of the best instead of the best.
     *
     * @param share of the architectures scored, in (0, 1]
     * @return this
     */
    public Search consensus(double share) {
        job.consensus(share);
        return this;
    }

    /**
     * The seed of all randomness: the same seed gives the same trials.
     *
     * @param seed 1 where nothing is said
     * @return this
     */
    public Search seed(long seed) {
        job.seed(seed);
        return this;
    }

    /**
     * Searches with several seeds, {@code seed}, {@code seed + 1} and so on.
     *
     * @param count at least 1
     * @return this
     */
    public Search repeats(int count) {
        job.repeats(count);
        return this;
    }

    /**
     * Failed trials in a row with which the search ends.
     *
     * @param inARow at least 1
     * @return this
     */
    public Search maxFailedTrials(int inARow) {
        maxFailedTrials = inARow;
        return this;
    }

    /**
     * How many trials are in flight: trial n is proposed when the results of trials 1 to n - w are known. What is found depends on
     * it.
     *
     * @param w at least 1; 1 where nothing is said
     * @return this
     */
    public Search trialConcurrency(int w) {
        trialConcurrency = w;
        return this;
    }

    /**
     * Ends a trial that takes longer; it has failed then.
     *
     * @param limit positive
     * @return this
     */
    public Search trialTimeout(Duration limit) {
        trialTimeout = limit;
        return this;
    }

    /**
     * How often an architecture whose scoring fails is scored before its trial has failed.
     *
     * @param attempts at least 1; 1 where nothing is said
     * @return this
     */
    public Search maxAttempts(int attempts) {
        maxAttempts = attempts;
        return this;
    }

    /**
     * Where trials run; what is found does not depend on it. An evaluator that is an object, not a {@code Part}, stays in this
     * process.
     *
     * @param runs name and settings, for example {@code Part.named("local").with("workers", 4)}
     * @return this
     */
    public Search executor(Part runs) {
        executor = runs;
        return this;
    }

    /**
     * Begins the search with what another evaluator ranks highest.
     *
     * @param first for example {@code new SearchJob.WarmUp(Part.named("synflow"), 5, null)}
     * @return this
     */
    public Search warmUp(SearchJob.WarmUp first) {
        job.warmUp(first);
        return this;
    }

    /**
     * Tells a strategy's surrogate model which architectures are alike: those to which other evaluators give like scores.
     *
     * @param evaluators for example {@code Part.named("synflow")}
     * @return this
     */
    public Search features(Part... evaluators) {
        job.features(List.of(evaluators));
        return this;
    }

    /**
     * Keeps architectures that another evaluator ranks low from being scored.
     *
     * @param keeps for example {@code new SearchJob.Filter(Part.named("synflow"), 0.5, null)}
     * @return this
     */
    public Search filter(SearchJob.Filter keeps) {
        job.filter(keeps);
        return this;
    }

    /**
     * Where results, journal and checkpoints go, so that another run goes on where this one stopped. Without one they are
     * written into a temporary directory, which is deleted at the end.
     *
     * @param output created where missing
     * @return this
     */
    public Search directory(Path output) {
        directory = output;
        return this;
    }

    /**
     * Where scores outlive this search. Several searches may use it at once.
     *
     * @param scores a directory, created where missing
     * @return this
     */
    public Search evaluationStore(Path scores) {
        store = scores;
        return this;
    }

    /**
     * Is told of progress, notes and the result, by several threads, but one at a time.
     *
     * @param events for example prints them
     * @return this
     */
    public Search listener(Consumer<JobEvent> events) {
        listener = events;
        return this;
    }

    /**
     * Searches.
     *
     * @return trials and the found architecture
     * @throws JobException where the search can't be done as declared, or too many trials failed
     * @throws java.util.concurrent.CancellationException where the calling thread is interrupted; what was done is kept
     */
    public SearchResult run() {
        if (directory != null) {
            return run(directory.toAbsolutePath());
        }
        Path temporary = temporaryDirectory();
        try {
            return run(temporary);
        } finally {
            delete(temporary);
        }
    }

    private SearchResult run(Path output) {
        SearchJob declared = job.constraints(constraints)
                .evaluations(new SearchJob.Evaluations(store == null ? null : store.toAbsolutePath(), maxFailedTrials))
                .executor(executor)
                .trials(new SearchJob.Trials(trialConcurrency, trialTimeout, maxAttempts))
                .outputDirectory(output)
                .build();
        AtomicFile.createDirectory(output, "outputDirectory");
        AtomicReference<SearchResult> found = new AtomicReference<>();
        OutputLock.during(output, () -> {
            new StartedPrograms(output).endThoseLeft();
            found.set(search(declared));
        });
        return found.get();
    }

    private SearchResult search(SearchJob declared) {
        AtomicReference<JobEvent.Result> last = new AtomicReference<>();
        SearchRunner runner = new SearchRunner(declared, event -> tell(event, last), System::nanoTime);
        EvaluatorChoice choice = instance == null
                ? EvaluatorChoice.of(declared, space, runner::timeIsUp, note -> tell(new JobEvent.Note(note), last))
                : EvaluatorChoice.ofInstance(declared, instance, named && instance.reusable());
        SeedResults seeds = runner.run(space, choice, instance == null);
        return SearchResult.of(seeds, last.get());
    }

    private synchronized void tell(JobEvent event, AtomicReference<JobEvent.Result> last) {
        if (event instanceof JobEvent.Result result) {
            last.set(result);
        }
        listener.accept(event);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("l2nas-search");
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't create a temporary directory: " + AtomicFile.reason(e));
        }
    }

    /** Links are deleted, not followed. */
    private static void delete(Path temporary) {
        try (Stream<Path> tree = Files.walk(temporary)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A temporary directory that is left behind does no harm.
        }
    }
}
