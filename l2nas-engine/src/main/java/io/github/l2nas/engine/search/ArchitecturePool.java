package io.github.l2nas.engine.search;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Architectures to be ranked before a search scores any. */
final class ArchitecturePool {

    private ArchitecturePool() {}

    /**
     * All feasible architectures of a space of up to 20 000, or different random ones of a larger space.
     *
     * @param context of the search
     * @param most how many of a large space
     * @param random the stream that draws them
     * @return in the order of the space, or as drawn
     */
    static List<Architecture> of(SearchContext context, int most, RandomStream random) {
        if (context.space().actionShape().isSmall()) {
            return all(context.space()).stream().filter(context.feasible()).toList();
        }
        List<Architecture> drawn = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        boolean more = true;
        while (more && drawn.size() < most) {
            Architecture architecture = context.newArchitecture(random, identities);
            more = context.isNew(architecture, identities);
            if (more) {
                identities.add(architecture.identity());
                drawn.add(architecture);
            }
        }
        return drawn;
    }

    /**
     * All architectures of a space.
     *
     * @param space a small one
     * @return those that are the same network once
     */
    static List<Architecture> all(SearchSpace space) {
        return DistinctArchitectures.of(space, space.actionShape().everyAction());
    }
}
