package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.strategy.GaussianProcessStrategy;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The model of MOBSTER (Klein et al. 2020), one for each fidelity: the choice of {@code gaussian-process} at the highest fidelity
 * with {@linkplain Sampler#enoughScores enough} scores; at the lowest fidelity where none has enough.
 */
final class GaussianProcessSampler implements Sampler {

    private final SearchContext context;
    /** Per level. */
    private final List<GaussianProcessStrategy> models;

    private final int enough;

    /**
     * @param context of the search
     * @param settings in force
     */
    GaussianProcessSampler(SearchContext context, MobsterSettings settings) {
        this.context = context;
        models = context.fidelities().levels().stream()
                .map(level -> new GaussianProcessStrategy(context, settings.process()))
                .toList();
        enough = Sampler.enoughScores(context);
    }

    @Override
    public Proposal next(PendingTrials pending, Set<String> known, double fidelity) {
        GaussianProcessStrategy best = models.get(0);
        for (GaussianProcessStrategy model : models) {
            best = model.scores() >= enough ? model : best;
        }
        Proposal chosen = best.suggest(pending);
        return new Proposal(chosen.architecture(), chosen.origin(), chosen.predictedReward(), fidelity);
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        models.forEach(model -> model.adopt(proposal, pending));
    }

    @Override
    public void observe(ProposedTrial trial, double accuracy) {
        int level = context.fidelities().level(trial.proposal().fidelity());
        models.get(level).observe(trial, TrialResult.scored(accuracy));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (GaussianProcessStrategy model : models) {
            model.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        for (GaussianProcessStrategy model : models) {
            model.restore(in);
        }
    }
}
