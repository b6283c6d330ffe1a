package com.example;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.space.SearchSpace;
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

/** Strategy {@code in-turn}: all architectures of two choices of three values, every so manyth. */
public class InTurnFactory implements StrategyFactory<InTurnFactory.Settings> {

    /**
     * @param stride how many architectures further the next one is
     */
    public record Settings(int stride) {}

    @Override
    public String name() {
        return "in-turn";
    }

    @Override
    public Settings defaults() {
        return new Settings(1);
    }

    @Override
    public Strategy create(SearchContext context, Settings settings, Optional<InputFile> policy) {
        return new InTurn(context.space(), settings.stride());
    }

    private static final class InTurn implements Strategy {

        private final SearchSpace space;
        private final int stride;
        private int next;

        private InTurn(SearchSpace space, int stride) {
            this.space = space;
            this.stride = stride;
        }

        @Override
        public Proposal suggest(PendingTrials pending) {
            int number = next % 9;
            next += stride;
            return new Proposal(space.architecture(new int[] {number / 3, number % 3}), "in turn");
        }

        @Override
        public double observe(ProposedTrial trial, TrialResult result) {
            return result.accuracy();
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeInt(next);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            next = in.readInt();
        }
    }
}
