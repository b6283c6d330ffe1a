package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.table.TableEvaluator;
import java.util.Collection;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The architectures by which a limit is judged before a search.
 *
 * @param architectures all of them, or the cheapest that are known
 * @param all whether these are all that a search could find
 */
record CheapestArchitectures(Collection<Architecture> architectures, boolean all) {

    private static final int DESCENTS = 3;
    private static final long SEED = 1;

    static CheapestArchitectures of(
            SearchSpace space, Optional<Evaluator> evaluator, Optional<LatencySpace.Latencies> latencies) {
        if (evaluator.isPresent() && evaluator.get() instanceof TableEvaluator scores) {
            return new CheapestArchitectures(scores.table().architectures(), true);
        }
        if (space.actionShape().isSmall()) {
            return new CheapestArchitectures(
                    space.actionShape().everyAction().stream()
                            .map(space::architecture)
                            .toList(),
                    true);
        }
        return new CheapestArchitectures(
                Stream.concat(space.smallest().stream(), latencies.flatMap(LatencySpace.Latencies::fastest).stream())
                        .toList(),
                false);
    }

    /**
     * A cheap architecture of a space that does not know its cheapest one: from random ones on always to the cheapest neighbour.
     * Where costs are sums over decisions there is none cheaper.
     *
     * @param space where architectures come from
     * @param cost what is to be small
     * @return the cheapest that was found
     */
    static double leastFound(SearchSpace space, ToDoubleFunction<Architecture> cost) {
        SearchContext any = SearchContext.unconstrained(space, SEED);
        double least = Double.POSITIVE_INFINITY;
        for (int descent = 0; descent < DESCENTS; descent++) {
            least = Math.min(least, descend(any.randomArchitecture(any.stream("cheapest." + descent)), space, cost));
        }
        return least;
    }

    private static double descend(Architecture from, SearchSpace space, ToDoubleFunction<Architecture> cost) {
        Architecture current = from;
        double least = cost.applyAsDouble(current);
        boolean better = true;
        while (better) {
            better = false;
            for (Architecture neighbour : space.neighbours(current)) {
                double other = cost.applyAsDouble(neighbour);
                if (other < least) {
                    least = other;
                    current = neighbour;
                    better = true;
                }
            }
        }
        return least;
    }
}
