package io.github.l2nas.engine.multifidelity;

import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import java.util.Set;

/** Chooses the architectures with which brackets begin. */
interface Sampler extends Checkpointable {

    /**
     * With how many scores a model is asked: two more than the rows of an action plus one (Falkner et al. 2018, section 4).
     *
     * @param context of the search
     * @return at least 4
     */
    static int enoughScores(SearchContext context) {
        return context.space().actionShape().rows() + 1 + 2;
    }

    /**
     * A new architecture.
     *
     * @param pending the trials without a result
     * @param known identities of those that were proposed
     * @param fidelity share of the full one at which it is scored
     * @return the proposal; of a known architecture where no other was found
     */
    Proposal next(PendingTrials pending, Set<String> known, double fidelity);

    /**
     * Hears of an architecture that was proposed, by this sampler or by a warm-up.
     *
     * @param proposal what was proposed
     * @param pending the trials that were without a result
     */
    default void adopt(Proposal proposal, PendingTrials pending) {}

    /**
     * Hears of a score.
     *
     * @param trial of any fidelity
     * @param accuracy in [0, 1]
     */
    default void observe(ProposedTrial trial, double accuracy) {}
}
