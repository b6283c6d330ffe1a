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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Random architectures, each scored at one fidelity after the other, and stopped where its accuracy is below the median of those that
 * came there before (after Golovin et al. 2017, section 3.2.2).
 */
final class MedianStopping implements Strategy {

    /**
     * An architecture that goes on.
     *
     * @param architecture the architecture
     * @param level of the fidelity at which it is scored next
     */
    private record Next(Architecture architecture, int level) {}

    private final SearchContext context;
    private final MedianSettings settings;
    private final Sampler sampler;
    private final QueriedArchitectures known;
    private final Deque<Next> goingOn = new ArrayDeque<>();
    /** Accuracies per level, ascending. */
    private final List<List<Double>> accuracies = new ArrayList<>();

    MedianStopping(SearchContext context, MedianSettings settings) {
        this.context = context;
        known = new QueriedArchitectures(context);
        this.settings = settings;
        sampler = new RandomSampler(context, "median-stopping.new");
        context.fidelities().levels().forEach(level -> accuracies.add(new ArrayList<>()));
    }

    /** Of origin {@code promoted} or {@code random}. */
    @Override
    public Proposal suggest(PendingTrials pending) {
        Next next = goingOn.pollFirst();
        if (next != null) {
            double fidelity = context.fidelities().share(next.level());
            return new Proposal(next.architecture(), "promoted", null, fidelity);
        }
        Proposal proposal =
                sampler.next(pending, known.identities(), context.fidelities().share(0));
        known.add(proposal.architecture());
        return proposal;
    }

    @Override
    public void adopt(Proposal proposal, PendingTrials pending) {
        known.add(proposal.architecture());
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        if (!result.scored()) {
            return 0;
        }
        Proposal proposal = trial.proposal();
        int level = context.fidelities().level(proposal.fidelity());
        List<Double> before = accuracies.get(level);
        boolean isLast = level == accuracies.size() - 1;
        if (!isLast && (before.size() < settings.leastTrials() || result.accuracy() >= median(before))) {
            goingOn.addLast(new Next(proposal.architecture(), level + 1));
        }
        int place = Collections.binarySearch(before, result.accuracy());
        before.add(place < 0 ? -place - 1 : place, result.accuracy());
        return result.accuracy();
    }

    private static double median(List<Double> ascending) {
        int size = ascending.size();
        return (ascending.get((size - 1) / 2) + ascending.get(size / 2)) / 2;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        sampler.save(out);
        known.save(out);
        out.writeInt(goingOn.size());
        for (Next next : goingOn) {
            out.writeUTF(next.architecture().notation());
            out.writeInt(next.level());
        }
        for (List<Double> level : accuracies) {
            out.writeInt(level.size());
            for (double accuracy : level) {
                out.writeDouble(accuracy);
            }
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        sampler.restore(in);
        known.restore(in);
        goingOn.clear();
        for (int count = in.readInt(); count > 0; count--) {
            goingOn.addLast(new Next(context.space().parse(in.readUTF()), in.readInt()));
        }
        for (List<Double> level : accuracies) {
            level.clear();
            for (int count = in.readInt(); count > 0; count--) {
                level.add(in.readDouble());
            }
        }
    }
}
