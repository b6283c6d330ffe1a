package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;

/**
 * One trial of a strategy that is asked and told in turn, as with trial concurrency 1.
 *
 * @param strategy is asked
 * @param trial what it has suggested
 */
public record Turn(Strategy strategy, ProposedTrial trial) {

    public static Turn of(Strategy strategy, int number) {
        return new Turn(strategy, new ProposedTrial(number, strategy.suggest(PendingTrials.none(number))));
    }

    public Proposal proposal() {
        return trial.proposal();
    }

    public Architecture architecture() {
        return trial.proposal().architecture();
    }

    /** Tells an accuracy, or NaN for none; returns the reward. */
    public double observe(double accuracy) {
        return strategy.observe(trial, new TrialResult(accuracy, null));
    }
}
