package io.github.l2nas.engine.strategy;

import static io.github.l2nas.engine.strategy.Searches.NAS_BENCH_201;
import static io.github.l2nas.engine.strategy.Searches.RUGGED;
import static io.github.l2nas.engine.strategy.Searches.context;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegularizedEvolutionTest {

    private static final int POPULATION = 6;
    private static final int SAMPLE = 3;

    private static RegularizedEvolution evolution(SearchContext context) {
        return new RegularizedEvolution(context, new RegularizedEvolution.Configuration(POPULATION, SAMPLE));
    }

    @Test
    void fillsThePopulationAtRandomThenMutates() {
        List<Proposal> proposals = Searches.run(evolution(context(NAS_BENCH_201, 1)), 20, RUGGED);

        assertThat(proposals.subList(0, POPULATION))
                .extracting(Proposal::origin)
                .containsOnly("random");
        assertThat(proposals.subList(POPULATION, 20))
                .extracting(Proposal::origin)
                .containsOnly("mutation");
    }

    @Test
    void eachChildIsANeighbourOfTheBestOfASampleOfTheYoungest() {
        RegularizedEvolution evolution = evolution(context(NAS_BENCH_201, 5));
        RandomStream tournament = new RandomStream(5, "evolution.tournament");
        List<Architecture> all = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            Turn turn = Turn.of(evolution, step + 1);
            Proposal proposal = turn.proposal();
            if (step >= POPULATION) {
                List<Architecture> youngest = all.subList(step - POPULATION, step);
                Architecture parent = IntStream.range(0, SAMPLE)
                        .mapToObj(draw -> youngest.get(tournament.nextInt(POPULATION)))
                        .max(Comparator.comparingDouble(RUGGED))
                        .orElseThrow();
                assertThat(NAS_BENCH_201.neighbours(parent)).contains(proposal.architecture());
            }
            turn.observe(RUGGED.applyAsDouble(proposal.architecture()));
            all.add(proposal.architecture());
        }
    }

    @Test
    void whatWasNotScoredNeverEntersThePopulation() {
        RegularizedEvolution evolution = evolution(context(NAS_BENCH_201, 1));

        List<Proposal> proposals = Searches.run(evolution, 50, architecture -> Double.NaN);

        assertThat(proposals).extracting(Proposal::origin).containsOnly("random");
    }

    @Test
    void parentsWithoutAFeasibleNeighbourGiveWayToRandomArchitectures() {
        SearchContext isolatedOnly =
                new SearchContext(NAS_BENCH_201, 1, architecture -> isolated(architecture.choices()));

        List<Proposal> proposals = Searches.run(evolution(isolatedOnly), 30, RUGGED);

        assertThat(proposals).extracting(Proposal::origin).containsOnly("random");
        assertThat(proposals)
                .allMatch(proposal -> isolated(proposal.architecture().choices()));
    }

    /** Columns that sum to a multiple of 5: to change one column leaves this set. */
    private static boolean isolated(int[] choices) {
        int sum = 0;
        for (int choice : choices) {
            sum += choice;
        }
        return sum % 5 == 0;
    }
}
