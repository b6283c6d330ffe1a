package io.github.l2nas.engine.search;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Suggests given architectures first, in their order, and then what a strategy suggests, which observes all results. */
final class WarmUpStrategy implements Strategy {

    private final Strategy strategy;
    private final Supplier<List<Architecture>> ranked;
    /** Null until it is asked for: what a checkpoint has left behind is not ranked again. */
    private List<Architecture> first;

    private boolean warm;

    /**
     * @param strategy goes on
     * @param ranked gives the first architectures, the same whenever it is asked
     */
    WarmUpStrategy(Strategy strategy, Supplier<List<Architecture>> ranked) {
        this.strategy = strategy;
        this.ranked = ranked;
    }

    /**
     * The next proposal.
     *
     * @return of origin {@code warm-up}, or the strategy's
     */
    @Override
    public Proposal suggest(PendingTrials pending) {
        if (!warm && first == null) {
            first = ranked.get();
        }
        warm = warm || pending.next() > first.size();
        if (warm) {
            return strategy.suggest(pending);
        }
        Proposal proposal = new Proposal(first.get(pending.next() - 1), "warm-up");
        strategy.adopt(proposal, pending);
        return proposal;
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        return strategy.observe(trial, result);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(warm);
        strategy.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        warm = in.readBoolean();
        strategy.restore(in);
    }
}
