package io.github.l2nas.engine.search;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.StructuralFeatures;
import io.github.l2nas.api.trial.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The structural features of a space, where it has some, and the scores of evaluators, 0 where there is none. All scores of a small
 * space are found out with the first, since a model asks for all of them; those of a larger space as they are asked for.
 */
final class RankedFeatures implements StructuralFeatures {

    private final SearchSpace space;
    private final Optional<StructuralFeatures> own;
    private final List<RankingEvaluator.Ranking> rankings;
    private boolean prepared;

    /**
     * @param space where architectures come from
     * @param own the space's features
     * @param rankings what the evaluators say
     */
    RankedFeatures(SearchSpace space, Optional<StructuralFeatures> own, List<RankingEvaluator.Ranking> rankings) {
        this.space = space;
        this.own = own;
        this.rankings = rankings;
    }

    @Override
    public List<String> featureNames() {
        List<String> all =
                new ArrayList<>(own.map(StructuralFeatures::featureNames).orElse(List.of()));
        rankings.forEach(ranking -> all.add(ranking.name()));
        return all;
    }

    /**
     * The numbers of an architecture.
     *
     * @throws io.github.l2nas.api.evaluator.EvaluationPausedException where the time is up before all of a small space are known
     */
    @Override
    public double[] features(Architecture architecture) {
        prepare();
        double[] known = own.map(features -> features.features(architecture)).orElseGet(() -> new double[0]);
        double[] all = Arrays.copyOf(known, known.length + rankings.size());
        for (int i = 0; i < rankings.size(); i++) {
            TrialResult result = rankings.get(i).of(architecture);
            all[known.length + i] = result.scored() ? result.accuracy() : 0;
        }
        return all;
    }

    private synchronized void prepare() {
        if (!prepared && space.actionShape().isSmall()) {
            List<Architecture> all = ArchitecturePool.all(space);
            rankings.forEach(ranking -> ranking.of(all, "the model"));
        }
        prepared = true;
    }
}
