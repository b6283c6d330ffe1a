package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every strategy of this package. */
class StrategyTest {

    private record Named(String name, Function<SearchContext, Strategy> constructor) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int STEPS = 120;

    static Stream<Named> strategies() {
        return Stream.of(
                new Named(
                        "gaussian-process",
                        context -> new GaussianProcessStrategy(context, GaussianProcessSettings.DEFAULT)),
                new Named("nsga2", context -> new Nsga2(context, Nsga2.Configuration.DEFAULT)),
                new Named("random", RandomStrategy::new),
                new Named(
                        "regularized-evolution",
                        context -> new RegularizedEvolution(context, RegularizedEvolution.Configuration.DEFAULT)),
                new Named("local-search", LocalSearch::new),
                new Named("reinforce", context -> new Reinforce(context, Reinforce.Configuration.DEFAULT)));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theSameSeedGivesTheSameProposalsAndAnotherSeedOthers(Named named) {
        List<Proposal> first = run(named.constructor().apply(context(3)), STEPS);
        assertThat(run(named.constructor().apply(context(3)), STEPS)).isEqualTo(first);
        assertThat(run(named.constructor().apply(context(4)), STEPS)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aRestoredStrategyGoesOnLikeTheSavedOneFromAnyStep(Named named) throws IOException {
        List<Proposal> undisturbed = run(named.constructor().apply(context(3)), STEPS);
        Strategy strategy = named.constructor().apply(context(3));
        for (int step = 0; step < STEPS; step++) {
            Strategy next = named.constructor().apply(context(3));
            next.restore(new DataInputStream(new ByteArrayInputStream(saved(strategy))));
            assertThat(saved(next)).as("saved again at step %d", step).isEqualTo(saved(strategy));
            assertThat(run(next, 1)).containsExactly(undisturbed.get(step));
            strategy = next;
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void worksInEverySpaceAndRestoresThereToo(Named named) throws IOException {
        for (var space : SearchSpaces.all()) {
            SearchContext context = new SearchContext(space, 1, architecture -> true);
            Strategy strategy = named.constructor().apply(context);
            runScoring(strategy, 40, StrategyTest::anyScore);
            Strategy restored = named.constructor().apply(context);
            restored.restore(new DataInputStream(new ByteArrayInputStream(saved(strategy))));
            assertThat(runScoring(restored, 20, StrategyTest::anyScore))
                    .isEqualTo(runScoring(strategy, 20, StrategyTest::anyScore));
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void anArchitectureThatWasNotScoredEarnsNothing(Named named) {
        Strategy strategy = named.constructor().apply(context(3));
        assertThat(Turn.of(strategy, 1).observe(Double.NaN)).isZero();
        assertThat(Turn.of(strategy, 2).observe(0.5)).isPositive();
    }

    /** REINFORCE must learn the constraint from its reward; the others know it. */
    @ParameterizedTest
    @MethodSource("strategies")
    void keepsToFeasibleArchitecturesWhereItCan(Named named) {
        Predicate<Architecture> feasible = architecture -> SyntheticTable.latency(architecture) <= 4;
        Strategy strategy = named.constructor().apply(new SearchContext(SyntheticTable.SPACE, 3, feasible));
        List<Proposal> proposals = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            proposals.add(proposal);
            boolean scored = feasible.test(proposal.architecture());
            turn.observe(scored ? SyntheticTable.fraction(proposal.architecture()) : Double.NaN);
        }
        if (named.name().equals("reinforce")) {
            assertThat(proposals.subList(200, 300))
                    .filteredOn(p -> feasible.test(p.architecture()))
                    .hasSizeGreaterThan(80);
        } else {
            assertThat(proposals).allMatch(proposal -> feasible.test(proposal.architecture()));
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aGuidedStrategyBeatsTheAverageArchitecture(Named named) {
        Strategy strategy = named.constructor().apply(context(3));
        List<Proposal> proposals = run(strategy, 300);
        double late = proposals.subList(150, 300).stream()
                .mapToDouble(proposal -> SyntheticTable.fraction(proposal.architecture()))
                .average()
                .orElseThrow();
        double average = SyntheticTable.architectures().stream()
                .mapToDouble(SyntheticTable::fraction)
                .average()
                .orElseThrow();
        if (named.name().equals("random")) {
            assertThat(late).isBetween(average - 0.02, average + 0.02);
        } else {
            assertThat(late).isGreaterThan(average + 0.05);
        }
    }

    private static SearchContext context(long seed) {
        return new SearchContext(SyntheticTable.SPACE, seed, architecture -> true);
    }

    private static List<Proposal> run(Strategy strategy, int steps) {
        return runScoring(strategy, steps, SyntheticTable::fraction);
    }

    private static List<Proposal> runScoring(Strategy strategy, int steps, Function<Architecture, Double> score) {
        List<Proposal> proposals = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            proposals.add(proposal);
            turn.observe(score.apply(proposal.architecture()));
        }
        return proposals;
    }

    /** A number that depends on the architecture alone: String.hashCode is specified. */
    private static double anyScore(Architecture architecture) {
        return (architecture.identity().hashCode() & 0xffff) * 0x1p-16;
    }

    private static byte[] saved(Strategy strategy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        strategy.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
