package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.SearchObjectives;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.TrialResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrontStrategyTest {

    private static final int CONCURRENCY = 4;

    static Stream<SearchSpace> spaces() {
        return SearchSpaces.all().stream();
    }

    private static Strategy strategy(SearchSpace space, boolean known) {
        SearchObjectives objectives = new SearchObjectives(
                List.of(
                        new Objective("accuracy", Direction.MAXIMIZE, false),
                        new Objective("size", Direction.MINIMIZE, known)),
                known ? Map.of("size", FrontStrategyTest::size) : Map.of());
        return new GuidedFactory()
                .create(
                        new SearchContext(space, 1, architecture -> true, objectives),
                        GuidedSettings.DEFAULT,
                        Optional.empty());
    }

    /** Decisions for an operation with a high number cost, and are worth something. */
    private static double size(Architecture architecture) {
        double size = 0;
        for (int choice : architecture.choices()) {
            size += Math.max(0, choice);
        }
        return size;
    }

    private static TrialResult score(Architecture architecture) {
        int noise = architecture.identity().hashCode() & 0xffff;
        double accuracy = 1 - 1 / (1 + size(architecture)) * (0.5 + noise * 0x1p-17);
        return new TrialResult(accuracy, null, Map.of("size", size(architecture)));
    }

    /** Four trials in flight. */
    private static final class Flights {
        private final Strategy strategy;
        private final Deque<ProposedTrial> pending = new ArrayDeque<>();
        private final List<Architecture> proposed = new ArrayList<>();

        private Flights(Strategy strategy) {
            this.strategy = strategy;
        }

        private void step() {
            while (pending.size() < CONCURRENCY) {
                int next = proposed.size() + 1;
                pending.addLast(
                        new ProposedTrial(next, strategy.suggest(new PendingTrials(next, List.copyOf(pending)))));
                proposed.add(pending.getLast().proposal().architecture());
            }
            ProposedTrial first = pending.removeFirst();
            strategy.observe(first, score(first.proposal().architecture()));
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void worksInEverySpaceAsksNothingTwiceAndGoesOnWhenRestored(SearchSpace space) throws IOException {
        for (boolean known : List.of(false, true)) {
            Flights flights = new Flights(strategy(space, known));
            for (int step = 0; step < 45; step++) {
                flights.step();
            }
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            flights.strategy.save(new DataOutputStream(saved));
            Flights restored = new Flights(strategy(space, known));
            restored.strategy.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            restored.pending.addAll(flights.pending);
            restored.proposed.addAll(flights.proposed);
            for (int step = 0; step < 15; step++) {
                flights.step();
                restored.step();
            }
            assertThat(restored.proposed)
                    .extracting(Architecture::identity)
                    .doesNotHaveDuplicates()
                    .isEqualTo(flights.proposed.stream()
                            .map(Architecture::identity)
                            .toList());
        }
    }

    @Test
    void whatIsAdoptedIsNotProposedAgain() {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        Flights flights = new Flights(strategy(space, false));
        Architecture best = space.architecture(new int[] {4, 4, 4, 4, 4, 4});
        Proposal first = new Proposal(best, "warm-up");
        flights.strategy.adopt(first, PendingTrials.none(1));
        flights.pending.add(new ProposedTrial(1, first));
        flights.proposed.add(best);
        for (int step = 0; step < 60; step++) {
            flights.step();
        }
        assertThat(flights.proposed).extracting(Architecture::identity).doesNotHaveDuplicates();
    }
}
