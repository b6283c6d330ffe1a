package io.github.l2nas.engine.strategy;

import io.github.l2nas.engine.random.RandomStream;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.SearchSpace;
import java.util.function.Predicate;

/**
 * What a strategy knows of the search it serves.
 *
 * @param space the search space
 * @param seed the search's seed
 * @param feasible whether an architecture satisfies the search's constraints, known without scoring it
 */
public record SearchContext(SearchSpace space, long seed, Predicate<Architecture> feasible) {

    /** Draws after which {@link #randomAction(RandomStream)} no longer insists on a feasible architecture. */
    private static final int FEASIBLE_DRAWS = 1000;

    public RandomStream stream(String name) {
        return new RandomStream(seed, name);
    }

    /**
     * A random action U(0,1)^{E x O} (paper, section 3): the first of at most 1000 draws whose architecture is feasible.
     *
     * @param random the stream to draw from
     * @return flattened action, possibly of an infeasible architecture
     */
    public float[] randomAction(RandomStream random) {
        float[] action = new float[space.actionShape().size()];
        for (int draw = 0; draw < FEASIBLE_DRAWS; draw++) {
            for (int i = 0; i < action.length; i++) {
                action[i] = random.nextFloat();
            }
            if (feasible.test(space.discretize(action))) {
                break;
            }
        }
        return action;
    }
}
