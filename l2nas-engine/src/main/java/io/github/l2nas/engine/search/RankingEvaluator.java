package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ArchitectureMemo;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.trial.TrialResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * An evaluator that ranks architectures beside the one that scores trials, for all seeds of a job. Its scores are kept in the job's
 * evaluation store as those of any search. It is asked by one thread at a time.
 */
final class RankingEvaluator implements AutoCloseable {

    private static final String EVALUATOR = "evaluator";

    private final EvaluatorChoice choice;
    private final String name;
    private final TrialExecutor executor;
    private final Scores scores;
    private final BooleanSupplier timeUp;
    private final Consumer<String> notes;
    /** By seed where scores depend on it. */
    private final Map<Long, ArchitectureMemo<TrialResult>> known = new ConcurrentHashMap<>();

    private RankingEvaluator(
            SearchJob ranked,
            SearchSpace space,
            EvaluatorChoice choice,
            BooleanSupplier timeUp,
            Consumer<String> notes) {
        this.choice = choice;
        this.timeUp = timeUp;
        this.notes = notes;
        name = ranked.evaluator().name();
        executor = ExecutorChoice.of(ranked, choice, true, (candidate, worker) -> {}, notes);
        scores = Scores.of(ranked, space, choice, executor, candidate -> {}, notes);
    }

    /**
     * Opens an evaluator.
     *
     * @param job names the space, the data set and the store
     * @param evaluator what ranks
     * @param field the field of the job that declares it, with which the field of a mistake begins
     * @param space the job's space
     * @param timeUp whether the time that this run may take is used up
     * @param notes takes sentences that the user should read
     * @return to be closed
     * @throws JobException as of a search's evaluator
     */
    static RankingEvaluator of(
            SearchJob job,
            Part evaluator,
            String field,
            SearchSpace space,
            BooleanSupplier timeUp,
            Consumer<String> notes) {
        SearchJob ranked = job.rankedBy(evaluator);
        try {
            return new RankingEvaluator(ranked, space, EvaluatorChoice.of(ranked, space, timeUp, notes), timeUp, notes);
        } catch (JobException e) {
            boolean ofEvaluator = e.parameter() != null && e.parameter().startsWith(EVALUATOR);
            throw ofEvaluator
                    ? new JobException(field + e.parameter().substring(EVALUATOR.length()), e.getMessage())
                    : e;
        }
    }

    /** The evaluator's class, or that of the factory that has made it. */
    Class<?> code() {
        return choice.code();
    }

    /**
     * What it says in one search.
     *
     * @param seed of the search
     * @param directory of the search
     * @param cancelled whether the search is being ended from outside
     * @return its ranking
     */
    Ranking in(long seed, Path directory, BooleanSupplier cancelled) {
        return new Ranking(seed, new Scoring(scores, seed, directory, 1, cancelled));
    }

    /**
     * An architecture and its place.
     *
     * @param architecture ranked
     * @param score by which it is ranked, larger is better
     */
    record Ranked(Architecture architecture, double score) {}

    /** What the evaluator says in one search. */
    final class Ranking {

        private final long seed;
        private final Scoring scoring;

        private Ranking(long seed, Scoring scoring) {
            this.seed = seed;
            this.scoring = scoring;
        }

        /** The evaluator's name. */
        String name() {
            return name;
        }

        /**
         * The score of an architecture, remembered.
         *
         * @param architecture of the search's space
         * @return its result; a failure where the evaluator can't score it
         */
        TrialResult of(Architecture architecture) {
            synchronized (RankingEvaluator.this) {
                return known.computeIfAbsent(choice.evaluator().usesSeed() ? seed : 0, any -> new ArchitectureMemo<>())
                        .get(architecture, this::score);
            }
        }

        private TrialResult score(Architecture architecture) {
            return choice.evaluator().canScore(architecture)
                    ? scoring.of(architecture)
                    : TrialResult.failed(name + " can't score it");
        }

        /**
         * Ranks architectures.
         *
         * @param pool the architectures
         * @param purpose for which they are ranked, in words
         * @return best first, of equals the one that comes first in the pool; without those that have no score
         * @throws EvaluationPausedException where the time is up: the next run goes on. Each run gets on
         */
        List<Ranked> of(List<Architecture> pool, String purpose) {
            notes.accept("seed " + seed + ": " + name + " ranks " + pool.size() + " architectures for " + purpose);
            List<Ranked> ranked = new ArrayList<>();
            for (Architecture architecture : pool) {
                TrialResult result = of(architecture);
                if (result.scored()) {
                    ranked.add(new Ranked(architecture, result.accuracy()));
                }
                boolean last = architecture == pool.get(pool.size() - 1);
                if (!last && timeUp.getAsBoolean() && scores.added() > 0) {
                    throw new EvaluationPausedException("the ranking for " + purpose + " goes on in the next run");
                }
            }
            ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
            return ranked;
        }
    }

    @Override
    public void close() {
        executor.close();
        choice.evaluator().close();
    }
}
