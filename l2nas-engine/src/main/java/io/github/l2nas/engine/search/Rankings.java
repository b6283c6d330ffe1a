package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import java.util.List;
import java.util.Map;

/** What the evaluators of a job's warm-up, features and filter do for the search with one seed. */
final class Rankings {

    private final SearchJob job;
    private final Map<Part, RankingEvaluator.Ranking> rankings;
    private final SearchContext context;

    /**
     * @param job as declared
     * @param rankings by evaluator
     * @param plain the search without filter and features
     */
    Rankings(SearchJob job, Map<Part, RankingEvaluator.Ranking> rankings, SearchContext plain) {
        this.job = job;
        this.rankings = rankings;
        context = withFeatures(withFilter(plain));
    }

    private SearchContext withFilter(SearchContext plain) {
        return job.filter() == null
                ? plain
                : plain.withFeasible(
                        new RankFilter(job.filter(), rankings.get(job.filter().evaluator()), plain));
    }

    private SearchContext withFeatures(SearchContext plain) {
        return job.features() == null
                ? plain
                : plain.withFeatures(new RankedFeatures(
                        plain.space(),
                        plain.features(),
                        job.features().stream().map(rankings::get).toList()));
    }

    /**
     * The search with filter and features.
     *
     * @return the plain one where the job has neither
     */
    SearchContext context() {
        return context;
    }

    /**
     * A strategy that begins with the warm-up.
     *
     * @param strategy goes on after it
     * @return the strategy itself where there is no warm-up
     */
    Strategy before(Strategy strategy) {
        return job.warmUp() == null ? strategy : new WarmUpStrategy(strategy, this::first);
    }

    private List<Architecture> first() {
        List<Architecture> pool =
                ArchitecturePool.of(context, job.warmUp().effectivePool(), context.stream("warm-up.pool"));
        return rankings.get(job.warmUp().evaluator()).of(pool, "the warm-up").stream()
                .limit(job.warmUp().effectiveCount())
                .map(RankingEvaluator.Ranked::architecture)
                .toList();
    }
}
