package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.TrialResult;
import java.util.List;
import java.util.function.Predicate;

/** In one search: whether an evaluator ranks an architecture high enough for it to be scored. */
final class RankFilter implements Predicate<Architecture> {

    private final SearchJob.Filter settings;
    private final RankingEvaluator.Ranking ranking;
    private final SearchContext context;
    /** The least score of an architecture that may be scored; null until it is asked for. */
    private Double least;

    /**
     * @param settings as declared
     * @param ranking what the evaluator says
     * @param context of the search without this filter
     */
    RankFilter(SearchJob.Filter settings, RankingEvaluator.Ranking ranking, SearchContext context) {
        this.settings = settings;
        this.ranking = ranking;
        this.context = context;
    }

    /**
     * Whether an architecture may be scored.
     *
     * @throws io.github.l2nas.api.evaluator.EvaluationPausedException where the time is up before it is known
     */
    @Override
    public boolean test(Architecture architecture) {
        if (!context.feasible().test(architecture)) {
            return false;
        }
        double needed = least();
        TrialResult result = ranking.of(architecture);
        return result.scored() && result.accuracy() >= needed;
    }

    /**
     * The least score of an architecture that may be scored: that of the last one within the share. All that have a score may be
     * scored where these are fewer.
     *
     * @return in [0, 1]
     * @throws io.github.l2nas.api.evaluator.EvaluationPausedException where the time is up before it is known
     */
    private synchronized double least() {
        if (least == null) {
            List<Architecture> pool =
                    ArchitecturePool.of(context, settings.effectivePool(), context.stream("filter.pool"));
            List<RankingEvaluator.Ranked> ranked = ranking.of(pool, "the filter");
            int kept = (int) Math.max(1, Math.round(settings.effectiveShare() * pool.size()));
            least = kept <= ranked.size() ? ranked.get(kept - 1).score() : 0;
        }
        return least;
    }
}
