package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The strategies under test, and searches in a few lines. */
final class Searches {

    static final SearchSpace NAS_BENCH_201 = SearchSpaces.named("nas-bench-201");

    /** Accuracies without any structure: many local optima. */
    static final ToDoubleFunction<Architecture> RUGGED =
            architecture -> new SplittableRandom(architecture.identity().hashCode()).nextDouble();

    private Searches() {}

    static Map<String, Function<SearchContext, Strategy>> baselines() {
        Map<String, Function<SearchContext, Strategy>> baselines = new LinkedHashMap<>();
        baselines.put("random", RandomStrategy::new);
        baselines.put(
                "regularized-evolution",
                context -> new RegularizedEvolution(context, RegularizedEvolution.Configuration.DEFAULT));
        baselines.put("local-search", LocalSearch::new);
        baselines.put("reinforce", context -> new Reinforce(context, Reinforce.Configuration.DEFAULT));
        return baselines;
    }

    static SearchContext context(SearchSpace space, long seed) {
        return new SearchContext(space, seed, architecture -> true);
    }

    /** Proposals of so many steps. */
    static List<Proposal> run(Strategy strategy, int steps, ToDoubleFunction<Architecture> accuracy) {
        List<Proposal> proposals = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            turn.observe(accuracy.applyAsDouble(proposal.architecture()));
            proposals.add(proposal);
        }
        return proposals;
    }

    static byte[] saved(Strategy strategy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        strategy.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static void restore(Strategy strategy, byte[] state) throws IOException {
        strategy.restore(new DataInputStream(new ByteArrayInputStream(state)));
    }
}
