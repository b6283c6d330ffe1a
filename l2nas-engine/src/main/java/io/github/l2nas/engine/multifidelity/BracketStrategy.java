package io.github.l2nas.engine.multifidelity;

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
import java.util.ArrayList;
import java.util.List;

/**
 * Brackets, one after the other, in turn of some plans. Rungs are synchronous: while one waits for its results the next bracket
 * begins, so that as many trials are in flight as may be.
 */
final class BracketStrategy implements Strategy {

    private final SearchContext context;
    private final List<BracketPlan> plans;
    private final Sampler sampler;
    private final QueriedArchitectures known;
    /** Those that have not ended, oldest first. */
    private final List<Bracket> brackets = new ArrayList<>();

    private int begun;

    /**
     * @param context of the search
     * @param plans of brackets, the first one first; after the last one comes the first one again
     * @param sampler chooses the architectures of first rungs
     */
    BracketStrategy(SearchContext context, List<BracketPlan> plans, Sampler sampler) {
        this.context = context;
        known = new QueriedArchitectures(context);
        this.plans = List.copyOf(plans);
        this.sampler = sampler;
    }

    /** Of origin {@code promoted}, or the sampler's. */
    @Override
    public Proposal suggest(PendingTrials pending) {
        Bracket bracket =
                brackets.stream().filter(Bracket::canPropose).findFirst().orElseGet(this::begin);
        double fidelity = context.fidelities().share(bracket.level());
        if (!bracket.wantsNew()) {
            Architecture architecture = bracket.promote(pending.next());
            return new Proposal(architecture, "promoted", null, fidelity);
        }
        Proposal proposal = sampler.next(pending, known.identities(), fidelity);
        bracket.begin(pending.next(), proposal.architecture());
        adopt(proposal, pending);
        return proposal;
    }

    private Bracket begin() {
        int index = begun % plans.size();
        Bracket bracket = new Bracket(index, plans.get(index));
        begun++;
        brackets.add(bracket);
        return bracket;
    }

    /** What a search begins with is no part of a bracket, but the sampler learns from it. */
    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        known.add(proposal.architecture());
        sampler.adopt(proposal, pending);
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        if (result.scored()) {
            sampler.observe(trial, result.accuracy());
        }
        brackets.stream()
                .filter(bracket -> bracket.isRunning(trial.number()))
                .findFirst()
                .ifPresent(bracket -> bracket.observe(trial.number(), result.accuracy()));
        brackets.removeIf(Bracket::ended);
        return result.scored() ? result.accuracy() : 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        sampler.save(out);
        known.save(out);
        out.writeInt(begun);
        out.writeInt(brackets.size());
        for (Bracket bracket : brackets) {
            bracket.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        sampler.restore(in);
        known.restore(in);
        begun = in.readInt();
        brackets.clear();
        for (int count = in.readInt(); count > 0; count--) {
            brackets.add(Bracket.restore(in, context.space(), plans));
        }
    }
}
