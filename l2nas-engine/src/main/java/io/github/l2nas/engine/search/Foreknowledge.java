package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is known of architectures before a search scores any: the evaluators of a job's warm-up, features and filter. One that is
 * declared several times is opened once.
 */
final class Foreknowledge implements AutoCloseable {

    private final SearchJob job;
    private final Map<Part, RankingEvaluator> evaluators = new LinkedHashMap<>();

    private Foreknowledge(SearchJob job) {
        this.job = job;
    }

    /**
     * Opens the evaluators of a job.
     *
     * @param job as declared
     * @param space the job's space
     * @param timeUp whether the time that this run may take is used up
     * @param notes takes sentences that the user should read
     * @return to be closed; knows nothing where the job has neither warm-up nor features nor filter
     * @throws JobException as of a search's evaluator
     */
    static Foreknowledge of(SearchJob job, SearchSpace space, BooleanSupplier timeUp, Consumer<String> notes) {
        Foreknowledge foreknowledge = new Foreknowledge(job);
        try {
            job.rankingEvaluators()
                    .forEach((field, part) -> foreknowledge.evaluators.computeIfAbsent(
                            part, named -> RankingEvaluator.of(job, named, field, space, timeUp, notes)));
            return foreknowledge;
        } catch (RuntimeException e) {
            foreknowledge.close();
            throw e;
        }
    }

    /**
     * The classes of the evaluators, or of the factories that have made them.
     *
     * @return by the job's field
     */
    Map<String, Class<?>> code() {
        Map<String, Class<?>> code = new LinkedHashMap<>();
        job.rankingEvaluators()
                .forEach((field, part) -> code.put(field, evaluators.get(part).code()));
        return code;
    }

    /**
     * What is known in the search with one seed.
     *
     * @param plain the search without filter and features
     * @param directory of the search
     * @param cancelled whether the search is being ended from outside
     * @return the rankings
     */
    Rankings in(SearchContext plain, Path directory, BooleanSupplier cancelled) {
        Map<Part, RankingEvaluator.Ranking> rankings = new LinkedHashMap<>();
        evaluators.forEach((part, evaluator) -> rankings.put(part, evaluator.in(plain.seed(), directory, cancelled)));
        return new Rankings(job, rankings, plain);
    }

    @Override
    public void close() {
        evaluators.values().forEach(RankingEvaluator::close);
    }
}
