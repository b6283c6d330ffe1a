package io.github.l2nas.api.strategy;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.StructuralFeatures;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a strategy knows of the search it serves.
 *
 * @param space the search space
 * @param seed the search's seed
 * @param feasible whether an architecture satisfies the search's constraints, known without scoring it
 * @param objectives what the search weighs
 * @param fidelities at which architectures can be scored, lowest first
 * @param training what a strategy that trains networks needs; empty for all others
 * @param features what tells a surrogate model which architectures are alike: the space's own features and those that the search
 *     declares; empty where there are none
 */
public record SearchContext(
        SearchSpace space,
        long seed,
        Predicate<Architecture> feasible,
        SearchObjectives objectives,
        Fidelities fidelities,
        Optional<TrainingContext> training,
        Optional<StructuralFeatures> features) {

    /** Draws after which a random architecture need no longer be feasible, or new. */
    private static final int MAX_DRAWS = 1000;

    /**
     * A search whose strategy trains no networks, with the space's own features.
     *
     * @param space the search space
     * @param seed the search's seed
     * @param feasible whether an architecture satisfies the search's constraints
     * @param objectives what the search weighs
     * @param fidelities at which architectures can be scored, lowest first
     */
    public SearchContext(
            SearchSpace space,
            long seed,
            Predicate<Architecture> feasible,
            SearchObjectives objectives,
            Fidelities fidelities) {
        this(
                space,
                seed,
                feasible,
                objectives,
                fidelities,
                Optional.empty(),
                space.capability(StructuralFeatures.class));
    }

    /**
     * The same search for a strategy that trains networks.
     *
     * @param with what it needs for that
     * @return a copy
     */
    public SearchContext withTraining(TrainingContext with) {
        return new SearchContext(space, seed, feasible, objectives, fidelities, Optional.of(with), features);
    }

    /**
     * The same search with other features.
     *
     * @param all those of the space, where they shall count, and others
     * @return a copy
     */
    public SearchContext withFeatures(StructuralFeatures all) {
        return new SearchContext(space, seed, feasible, objectives, fidelities, training, Optional.of(all));
    }

    /**
     * The same search with other constraints.
     *
     * @param satisfies whether an architecture satisfies them
     * @return a copy
     */
    public SearchContext withFeasible(Predicate<Architecture> satisfies) {
        return new SearchContext(space, seed, satisfies, objectives, fidelities, training, features);
    }

    /**
     * A search with one fidelity.
     *
     * @param space the search space
     * @param seed the search's seed
     * @param feasible whether an architecture satisfies the search's constraints
     * @param objectives what the search weighs
     */
    public SearchContext(SearchSpace space, long seed, Predicate<Architecture> feasible, SearchObjectives objectives) {
        this(space, seed, feasible, objectives, Fidelities.ONE);
    }

    /**
     * A search for accuracy alone.
     *
     * @param space the search space
     * @param seed the search's seed
     * @param feasible whether an architecture satisfies the search's constraints
     */
    public SearchContext(SearchSpace space, long seed, Predicate<Architecture> feasible) {
        this(space, seed, feasible, SearchObjectives.ACCURACY);
    }

    /**
     * Where every architecture is feasible.
     *
     * @param space the search space
     * @param seed seed of the streams
     * @return a context without constraints
     */
    public static SearchContext unconstrained(SearchSpace space, long seed) {
        return new SearchContext(space, seed, architecture -> true);
    }

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
        return randomAction(random, feasible);
    }

    /**
     * A random action U(0,1)^{E x O} that is not under way: the first of at most 1000 draws whose architecture is feasible and not
     * pending. With nothing pending it is {@link #randomAction(RandomStream)}.
     *
     * @param random the stream to draw from
     * @param pending the trials without a result
     * @return flattened action; of an architecture that is pending or infeasible where no draw found another
     */
    public float[] randomAction(RandomStream random, PendingTrials pending) {
        return randomAction(random, architecture -> feasible.test(architecture) && !pending.contains(architecture));
    }

    private float[] randomAction(RandomStream random, Predicate<Architecture> wanted) {
        float[] action = new float[space.actionShape().size()];
        for (int draw = 0; draw < MAX_DRAWS; draw++) {
            for (int i = 0; i < action.length; i++) {
                action[i] = random.nextFloat();
            }
            if (wanted.test(space.discretize(action))) {
                break;
            }
        }
        return action;
    }

    /**
     * The architecture of a random action.
     *
     * @param random the stream to draw from
     * @return the architecture of {@link #randomAction}
     */
    public Architecture randomArchitecture(RandomStream random) {
        return space.discretize(randomAction(random));
    }

    /**
     * The architecture of a random action that is not under way.
     *
     * @param random the stream to draw from
     * @param pending the trials without a result
     * @return the architecture of {@link #randomAction(RandomStream, PendingTrials)}
     */
    public Architecture randomArchitecture(RandomStream random, PendingTrials pending) {
        return space.discretize(randomAction(random, pending));
    }

    /**
     * A random architecture that is feasible and not known yet. Where at most 1000 draws, each of {@link
     * #randomAction(RandomStream)}, find none it is one that is known or, without any feasible one, infeasible.
     *
     * @param random the stream to draw from
     * @param known identities of the architectures not wanted
     * @return the architecture
     */
    public Architecture newArchitecture(RandomStream random, Set<String> known) {
        Architecture architecture = randomArchitecture(random);
        for (int draw = 1; draw < MAX_DRAWS && !isNew(architecture, known); draw++) {
            Architecture other = randomArchitecture(random);
            if (!feasible.test(other)) {
                return architecture;
            }
            architecture = other;
        }
        return architecture;
    }

    /**
     * Whether an architecture is worth a query.
     *
     * @param architecture an architecture of the space
     * @param known identities of those that were queried
     * @return whether it is feasible and not known
     */
    public boolean isNew(Architecture architecture, Set<String> known) {
        return !known.contains(architecture.identity()) && feasible.test(architecture);
    }
}
