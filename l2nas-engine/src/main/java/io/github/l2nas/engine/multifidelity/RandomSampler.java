package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;

/** Random architectures. */
final class RandomSampler implements Sampler {

    private final SearchContext context;
    private final RandomStream random;

    /**
     * @param context of the search
     * @param stream name of the random stream
     */
    RandomSampler(SearchContext context, String stream) {
        this.context = context;
        random = context.stream(stream);
    }

    @Override
    public Proposal next(PendingTrials pending, Set<String> known, double fidelity) {
        return new Proposal(context.newArchitecture(random, known), "random", null, fidelity);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        random.restore(in);
    }
}
