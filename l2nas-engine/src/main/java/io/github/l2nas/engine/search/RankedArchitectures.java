package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Architectures in the order of their scores: all feasible ones of a space of up to 20 000, or different random ones of a
 * larger space.
 *
 * @param context of the search
 * @param most how many of a large space
 * @param canBeScored whether an architecture has a score
 * @param scores tells scores; cheap, or remembered
 * @param pauses whether to stop now and go on in a later run
 * @param begins is told how many are to be scored
 */
record RankedArchitectures(
        SearchContext context,
        int most,
        Predicate<Architecture> canBeScored,
        Function<Architecture, TrialResult> scores,
        BooleanSupplier pauses,
        IntConsumer begins) {

    private record Scored(Architecture architecture, double accuracy) {}

    /**
     * The best.
     *
     * @param count how many
     * @return best first, of equals the one that was listed or drawn first; fewer where there are no more
     * @throws EvaluationPausedException where it pauses
     */
    List<Architecture> best(int count) {
        List<Architecture> pool = pool().stream().filter(canBeScored).toList();
        begins.accept(pool.size());
        List<Scored> scored = new ArrayList<>();
        for (Architecture architecture : pool) {
            TrialResult result = scores.apply(architecture);
            if (result.scored()) {
                scored.add(new Scored(architecture, result.accuracy()));
            }
            if (pauses.getAsBoolean() && architecture != pool.get(pool.size() - 1)) {
                throw new EvaluationPausedException("the warm-up goes on in the next run");
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(Scored::accuracy).reversed())
                .limit(count)
                .map(Scored::architecture)
                .toList();
    }

    private List<Architecture> pool() {
        if (context.space().actionShape().isSmall()) {
            return DistinctArchitectures.of(
                            context.space(), context.space().actionShape().everyAction())
                    .stream()
                    .filter(context.feasible())
                    .toList();
        }
        RandomStream random = context.stream("warm-up.pool");
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
}
