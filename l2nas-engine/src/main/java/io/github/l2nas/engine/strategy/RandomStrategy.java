package io.github.l2nas.engine.strategy;

import io.github.l2nas.engine.random.RandomStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Random search: every action U(0,1)^{E x O}. */
public final class RandomStrategy implements Strategy {

    /** Random search has no settings. */
    public record Configuration() {}

    private final SearchContext context;
    private final RandomStream random;

    public RandomStrategy(SearchContext context) {
        this.context = context;
        random = context.stream("random.action");
    }

    @Override
    public Proposal suggest() {
        return new Proposal(context.space().discretize(context.randomAction(random)), "random");
    }

    @Override
    public double observe(Proposal proposal, double accuracy) {
        return Double.isNaN(accuracy) ? 0 : accuracy;
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
