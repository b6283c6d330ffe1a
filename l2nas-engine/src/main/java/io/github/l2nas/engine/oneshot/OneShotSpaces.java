package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.MixtureSpace;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.strategy.SearchContext;

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
