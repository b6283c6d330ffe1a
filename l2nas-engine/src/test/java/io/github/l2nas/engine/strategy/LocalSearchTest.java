package io.github.l2nas.engine.strategy;

import static io.github.l2nas.engine.strategy.Searches.NAS_BENCH_201;
import static io.github.l2nas.engine.strategy.Searches.RUGGED;
import static io.github.l2nas.engine.strategy.Searches.context;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.Proposal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalSearchTest {

    @Test
    void movesOnlyUphillAndRestartsOnlyAtALocalOptimum() {
        LocalSearch search = new LocalSearch(context(NAS_BENCH_201, 1));
        Map<String, Double> known = new HashMap<>();
        Architecture lastBest = null;
        double best = 0;
        int restarts = 0;
        for (int step = 0; step < 1000; step++) {
            Turn turn = Turn.of(search, step + 1);
            Proposal proposal = turn.proposal();
            if (proposal.origin().equals("random") && lastBest != null) {
                restarts++;
                assertThat(climbsToALocalOptimum(lastBest, known)).isTrue();
            }
            if (proposal.origin().equals("neighbour")) {
                double height = best;
                assertThat(NAS_BENCH_201.neighbours(proposal.architecture()))
                        .anyMatch(n -> known.getOrDefault(n.identity(), 0.0) >= height);
            }
            double accuracy = RUGGED.applyAsDouble(proposal.architecture());
            if (proposal.origin().equals("random") || accuracy > best) {
                best = accuracy;
                lastBest = proposal.architecture();
            }
            turn.observe(accuracy);
            known.put(proposal.architecture().identity(), accuracy);
        }
        assertThat(restarts).isGreaterThan(5);
    }

    /** Whether some way up along known accuracies ends where all neighbours are known and none is better. */
    private static boolean climbsToALocalOptimum(Architecture from, Map<String, Double> known) {
        double accuracy = known.get(from.identity());
        List<Architecture> neighbours = NAS_BENCH_201.neighbours(from);
        return neighbours.stream().allMatch(n -> known.getOrDefault(n.identity(), 1.0) <= accuracy)
                || neighbours.stream()
                        .filter(n -> known.getOrDefault(n.identity(), 0.0) > accuracy)
                        .anyMatch(n -> climbsToALocalOptimum(n, known));
    }

    @Test
    void onAPlateauEveryNeighbourIsVisitedOnceAndNoneIsMovedTo() {
        LocalSearch search = new LocalSearch(context(NAS_BENCH_201, 1));

        List<Proposal> proposals = Searches.run(search, 26, architecture -> 0.5);

        Architecture start = proposals.get(0).architecture();
        assertThat(proposals.subList(1, 25))
                .extracting(Proposal::architecture)
                .containsExactlyInAnyOrderElementsOf(NAS_BENCH_201.neighbours(start));
        assertThat(proposals.get(25).origin()).isEqualTo("random");
    }

    @Test
    void neverAsksAgainForWhatItKnows() {
        List<Proposal> proposals = Searches.run(new LocalSearch(context(NAS_BENCH_201, 4)), 5000, RUGGED);

        assertThat(proposals).extracting(p -> p.architecture().identity()).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhenAllArchitecturesAreKnown() {
        LocalSearch search = new LocalSearch(context(NAS_BENCH_201, 1));
        Set<String> seen = new LinkedHashSet<>();
        for (int step = 0; step < 20_000; step++) {
            Turn turn = Turn.of(search, step + 1);
            Proposal proposal = turn.proposal();
            turn.observe(RUGGED.applyAsDouble(proposal.architecture()));
            seen.add(proposal.architecture().identity());
        }

        assertThat(seen).hasSize(15_625);
    }
}
