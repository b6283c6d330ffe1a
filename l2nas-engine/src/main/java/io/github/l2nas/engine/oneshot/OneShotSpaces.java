package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Mixture;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import java.util.List;

/** What one-shot strategies ask of a space. */
final class OneShotSpaces {

    private OneShotSpaces() {}

    static MixtureSpace mixture(String strategy, SearchContext context) {
        MixtureSpace space = context.space()
                .capability(MixtureSpace.class)
                .orElseThrow(() -> new JobException(
                        "strategy",
                        strategy + " needs a space whose supernet can mix operations, and "
                                + context.space().name()
                                + " can't. Take space nas-bench-201, a class that implements "
                                + MixtureSpace.class.getName() + ", or strategy enas"));
        if (!space.actionShape().picksEveryRow()) {
            throw new JobException(
                    "strategy", strategy + " needs a space in which every row of an action chooses an operation");
        }
        return space;
    }

    /**
     * A mixture, which a user's class may have made.
     *
     * @throws JobException where it can't be built, or has a factor of an operation that it should not have
     */
    static Mixture mixture(MixtureSpace space, List<List<Integer>> operations, Skeleton skeleton) {
        Mixture mixture;
        try {
            mixture = space.mixture(operations, skeleton);
        } catch (IllegalArgumentException e) {
            throw new JobException("space", space.name() + " can't mix operations: " + e.getMessage());
        }
        for (Mixture.Factor factor : mixture.factors()) {
            boolean isWanted = factor.row() >= 0
                    && factor.row() < operations.size()
                    && operations.get(factor.row()).contains(factor.column());
            if (!isWanted) {
                throw new JobException(
                        "space",
                        space.name() + " mixes row " + factor.row() + ", column " + factor.column()
                                + ", which was not asked for. Give factors only to the operations that mixture(...) is"
                                + " told");
            }
        }
        return mixture;
    }

    static NetworkSpace networks(String strategy, SearchContext context) {
        return context.space()
                .capability(NetworkSpace.class)
                .orElseThrow(() -> new JobException(
                        "strategy",
                        strategy + " trains networks, and space "
                                + context.space().name()
                                + " has none that could be trained here. Name a space with networks, or another"
                                + " strategy"));
    }
}
