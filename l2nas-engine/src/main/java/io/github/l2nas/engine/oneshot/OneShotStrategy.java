package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.agent.QueriedArchitectures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Trains a supernet at the first suggestion, and suggests what its method ranks highest, then the next, none twice. What the scores
 * are has no effect on it.
 */
final class OneShotStrategy implements Strategy {

    /** Architectures of a ranking that are kept; after these random ones are suggested. */
    static final int RANKED = 20_000;

    private final OneShotTraining training;
    private final RandomStream random;
    private final QueriedArchitectures queried;
    private List<Architecture> ranking;
    private int next;

    /**
     * @param context the search
     * @param training ranks its architectures
     */
    OneShotStrategy(SearchContext context, OneShotTraining training) {
        this.training = training;
        random = context.stream("one-shot.random");
        queried = new QueriedArchitectures(context);
    }

    @Override
    public Proposal suggest(PendingTrials pending) {
        if (ranking == null) {
            ranking = training.run(RANKED);
        }
        while (next < ranking.size() && !queried.isNew(ranking.get(next))) {
            next++;
        }
        return queried.take(
                next < ranking.size() ? Optional.of(new Proposal(ranking.get(next), "derived")) : Optional.empty(),
                random);
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        queried.add(proposal.architecture());
    }

    /** Learns nothing. */
    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        return result.scored() ? result.accuracy() : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        queried.save(out);
    }

    /** The ranking is made again, from the training's own checkpoint. */
    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
        queried.restore(in);
        ranking = null;
        next = 0;
    }
}
