package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.strategy.Reinforce;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Efficient neural architecture search (Pham et al. 2018): a policy and the weights that its architectures share are trained in turn.
 * In an epoch every mini-batch trains the path of an architecture that the policy has drawn. Then the policy draws architectures, and
 * the accuracy of each on one mini-batch of the validation half, with the shared weights, is its reward. The policy is that of strategy
 * {@code reinforce}: a softmax for each row, where the original has an LSTM.
 */
final class EnasMethod implements OneShotMethod {

    private final OneShotParts parts;
    private final Reinforce policy;
    private final int policySteps;
    private final int samples;
    private int trials;

    /**
     * @param parts what it works with
     * @param policy has observed nothing
     * @param policySteps rewards that the policy learns from after each epoch
     * @param samples architectures that the policy draws in the end
     */
    EnasMethod(OneShotParts parts, Reinforce policy, int policySteps, int samples) {
        this.parts = parts;
        this.policy = policy;
        this.policySteps = policySteps;
        this.samples = samples;
    }

    @Override
    public void before(long step) {}

    @Override
    public LayerGraph at(long step) {
        return path(policy.draw(stream("path." + step)));
    }

    private RandomStream stream(String name) {
        return parts.context().stream("one-shot." + name);
    }

    private LayerGraph path(Architecture architecture) {
        return parts.space().supernetPath(architecture, parts.skeleton());
    }

    @Override
    public void endEpoch() {
        for (int step = 0; step < policySteps; step++) {
            trials++;
            Proposal proposal = policy.suggest(PendingTrials.none(trials));
            policy.observe(new ProposedTrial(trials, proposal), reward(proposal.architecture()));
        }
    }

    /** None where the constraints forbid the architecture. */
    private TrialResult reward(Architecture architecture) {
        SearchContext context = parts.context();
        if (!context.feasible().test(architecture)) {
            return TrialResult.infeasible();
        }
        int index = trials - 1;
        int perEpoch = parts.batches().perEpoch();
        return new TrialResult(
                parts.validation()
                        .accuracy(path(architecture), parts.batches().batch(index / perEpoch, index % perEpoch)),
                null,
                Map.of());
    }

    @Override
    public Architecture choice() {
        return policy.mostProbable();
    }

    /** Architectures that the policy draws, by their accuracy on the validation images. */
    @Override
    public Iterator<Architecture> ranking() {
        Map<String, Architecture> drawn = new LinkedHashMap<>();
        RandomStream random = stream("samples");
        for (int sample = 0; sample < samples; sample++) {
            Architecture architecture = policy.draw(random);
            if (parts.context().feasible().test(architecture)) {
                drawn.putIfAbsent(architecture.identity(), architecture);
            }
        }
        record Scored(Architecture architecture, double accuracy) {}
        List<Scored> scored = drawn.values().stream()
                .map(architecture -> new Scored(architecture, parts.validation().accuracy(path(architecture))))
                .sorted(Comparator.comparingDouble(Scored::accuracy).reversed())
                .toList();
        return scored.stream().map(Scored::architecture).iterator();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(trials);
        policy.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        trials = in.readInt();
        policy.restore(in);
    }
}
