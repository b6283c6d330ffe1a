package io.github.l2nas.api.strategy;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.trial.TrialResult;

/**
 * A search strategy: suggests the architecture of a trial, is told its result, suggests the next.
 *
 * <p>Trials are numbered from 1. A search has a trial concurrency w, and keeps to one order of calls, whatever the number of
 * workers and however long trials take: trial n is suggested when the results of trials 1 to n - w have been observed, and no
 * others. Results are observed in the order of the trials' numbers. With w = 1 each suggestion is followed by its result.
 *
 * <p>Up to w - 1 trials are pending at a suggestion: they were suggested, and their results are not known. A strategy should not
 * suggest their architectures again; {@link PendingTrials} tells them. What a strategy has to remember of a suggestion until its
 * result comes, it keeps under the trial's number, and saves with its state.
 *
 * <p>Deterministic: all randomness comes from streams of the search's seed.
 */
public interface Strategy extends Checkpointable {

    /**
     * The architecture of trial {@link PendingTrials#next()}. It depends on nothing but the seed, the results observed and what is
     * pending. Strategies may suggest an architecture again that has a result; the search answers from its memory.
     *
     * @param pending the trials whose results are not known yet, and the number of the new one
     * @return the proposal
     */
    Proposal suggest(PendingTrials pending);

    /**
     * Hears of a trial that the strategy was not asked for: the search begins with architectures that were chosen otherwise, its
     * warm-up. The trial is pending from now on, and its result is observed like that of a suggestion. A strategy that keeps
     * something of each suggestion until its result comes, or never suggests an architecture twice, keeps it of this one, too.
     *
     * @param proposal the architecture of trial {@link PendingTrials#next()}
     * @param pending as for a suggestion
     */
    default void adopt(Proposal proposal, PendingTrials pending) {}

    /**
     * Learns from a result.
     *
     * @param trial what was suggested or adopted, the pending trial of the lowest number
     * @param result its accuracy, or none where the architecture violates a constraint or scoring it failed
     * @return the reward the strategy learned from, which the history shows
     */
    double observe(ProposedTrial trial, TrialResult result);
}
