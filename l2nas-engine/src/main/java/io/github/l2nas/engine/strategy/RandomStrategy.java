package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.trial.TrialResult;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** Random search: every action U(0,1)^{E x O}. */
public final class RandomStrategy implements Strategy {

    /** Random search has no settings. */
    public record Configuration() {}

    /** Makes it. */
    public static final class Factory implements StrategyFactory<Configuration> {

        @Override
        public String name() {
            return "random";
        }

        @Override
        public Configuration defaults() {
            return new Configuration();
        }

        @Override
        public boolean weighsObjectives() {
            return true;
        }

        @Override
        public Strategy create(SearchContext context, Configuration settings, Optional<InputFile> policy) {
            return new RandomStrategy(context);
        }
    }

    private final SearchContext context;
    private final RandomStream random;

    public RandomStrategy(SearchContext context) {
        this.context = context;
        random = context.stream("random.action");
    }

    @Override
    public Proposal suggest(PendingTrials pending) {
        return new Proposal(context.randomArchitecture(random, pending), "random");
    }

    @Override
    public double observe(ProposedTrial trial, TrialResult result) {
        return result.scored() ? result.accuracy() : 0;
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
