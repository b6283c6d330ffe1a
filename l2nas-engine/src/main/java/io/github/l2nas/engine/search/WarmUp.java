package io.github.l2nas.engine.search;

import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What ranks the architectures that searches begin with, for all seeds of a job. Its scores are kept in the job's evaluation store
 * as those of any search. An evaluator that ranks is asked by one thread at a time.
 */
final class WarmUp implements AutoCloseable {

    private static final String EVALUATOR = "evaluator";

    private final SearchJob.WarmUp settings;
    private final EvaluatorChoice choice;
    private final TrialExecutor executor;
    private final Scores scores;
    private final BooleanSupplier timeUp;
    private final Consumer<String> notes;
    /** By identity, and by seed where scores depend on it. */
    private final Map<String, TrialResult> known = new ConcurrentHashMap<>();

    private WarmUp(
            SearchJob job, SearchSpace space, EvaluatorChoice choice, BooleanSupplier timeUp, Consumer<String> notes) {
        settings = job.warmUp();
        this.choice = choice;
        this.timeUp = timeUp;
        this.notes = notes;
        executor = choice == null
                ? null
                : ExecutorChoice.of(job.ofWarmUp(), choice, true, (candidate, worker) -> {}, notes);
        scores = choice == null ? null : Scores.of(job.ofWarmUp(), space, choice, executor, candidate -> {}, notes);
    }

    /**
     * The warm-up of a job; one that does nothing where the job has none.
     *
     * @param job names the evaluator that ranks
     * @param space the job's space
     * @param timeUp whether the time that this run may take is used up
     * @param notes takes sentences that the user should read
     * @return the warm-up; to be closed
     * @throws JobException as of a search's evaluator; the field begins with {@code warmUp.}
     */
    static WarmUp of(SearchJob job, SearchSpace space, BooleanSupplier timeUp, Consumer<String> notes) {
        if (job.warmUp() == null) {
            return new WarmUp(job, space, null, timeUp, notes);
        }
        try {
            return new WarmUp(job, space, EvaluatorChoice.of(job.ofWarmUp(), space, timeUp, notes), timeUp, notes);
        } catch (JobException e) {
            boolean ofEvaluator = e.parameter() != null && e.parameter().startsWith(EVALUATOR);
            throw ofEvaluator ? new JobException("warmUp." + e.parameter(), e.getMessage()) : e;
        }
    }

    /** The class of the evaluator, or of the factory that has made it; empty where there is no warm-up. */
    Optional<Class<?>> code() {
        return Optional.ofNullable(choice).map(EvaluatorChoice::code);
    }

    /**
     * A strategy that begins with the warm-up.
     *
     * @param strategy goes on after it
     * @param context of the search
     * @param directory of the search
     * @param cancelled whether the search is being ended from outside
     * @return the strategy itself where there is no warm-up
     */
    Strategy before(Strategy strategy, SearchContext context, Path directory, BooleanSupplier cancelled) {
        if (settings == null) {
            return strategy;
        }
        Scoring scoring = new Scoring(scores, context.seed(), directory, 1, cancelled);
        RankedArchitectures ranked = new RankedArchitectures(
                context,
                settings.effectivePool(),
                choice.evaluator()::canScore,
                architecture -> score(architecture, context.seed(), scoring),
                this::pauses,
                count -> notes.accept("seed " + context.seed() + ": "
                        + settings.evaluator().name() + " ranks " + count + " architectures for the warm-up"));
        return new WarmUpStrategy(strategy, () -> ranked.best(settings.effectiveCount()));
    }

    /** Each run gets on: it stops when the time is up and it has kept a score that was not there. */
    private boolean pauses() {
        return timeUp.getAsBoolean() && scores.added() > 0;
    }

    private synchronized TrialResult score(Architecture architecture, long seed, Scoring scoring) {
        String key = (choice.evaluator().usesSeed() ? seed : "") + "/" + architecture.identity();
        TrialResult result = known.get(key);
        if (result == null) {
            result = scoring.of(architecture);
            known.put(key, result);
        }
        return result;
    }

    @Override
    public void close() {
        if (choice != null) {
            executor.close();
            choice.evaluator().close();
        }
    }
}
