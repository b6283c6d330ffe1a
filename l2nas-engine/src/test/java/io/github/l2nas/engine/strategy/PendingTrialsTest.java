package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ChoiceDefinition;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.search.StrategyChoice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every strategy that can be named and trains no networks, with eight trials in flight. */
class PendingTrialsTest {

    private static final int CONCURRENCY = 8;
    private static final SearchSpace SPACE = SearchSpaces.named("nas-bench-201");

    static Stream<String> strategies() {
        return Extensions.<StrategyFactory<?>>of(StrategyFactory.class, "strategy", "strategy").all().stream()
                .filter(factory -> !factory.trainsNetworks())
                .map(StrategyFactory::name);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whatIsPendingIsNotSuggestedAgain(String name) {
        Flights flights = new Flights(strategy(name, SPACE));
        for (int step = 0; step < 300; step++) {
            flights.fill();
            assertThat(flights.pending)
                    .extracting(trial -> trial.proposal().architecture().identity())
                    .doesNotHaveDuplicates();
            flights.observe();
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStrategyRestoredWithTrialsInFlightGoesOnLikeTheSavedOne(String name) throws IOException {
        Flights flights = new Flights(strategy(name, SPACE));
        for (int step = 0; step < 150; step++) {
            flights.fill();
            flights.observe();
        }
        Flights restored = new Flights(strategy(name, SPACE));
        restored.strategy.restore(new DataInputStream(new ByteArrayInputStream(saved(flights.strategy))));
        restored.pending.addAll(flights.pending);
        restored.next = flights.next;
        for (int step = 0; step < 20; step++) {
            flights.fill();
            restored.fill();
            assertThat(restored.pending).containsExactlyElementsOf(flights.pending);
            assertThat(restored.observe()).isEqualTo(flights.observe());
        }
        assertThat(saved(restored.strategy)).isEqualTo(saved(flights.strategy));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void whereAllIsPendingOrKnownItStillSuggestsSomething(String name) {
        SearchSpace nine =
                ChoiceDefinition.read("{\"name\": \"nine\", \"choices\": {\"a\": [1, 2, 3], \"b\": [1, 2, 3]}}");
        Flights flights = new Flights(strategy(name, nine));
        for (int step = 0; step < 40; step++) {
            flights.fill();
            flights.observe();
        }
    }

    private static Strategy strategy(String name, SearchSpace space) {
        return StrategyChoice.of(Part.named(name), space, OptionalDouble.of(0.95))
                .create(new SearchContext(space, 1, architecture -> true));
    }

    private static byte[] saved(Strategy strategy) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        strategy.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    /** The order of calls of a search. */
    private static final class Flights {
        private final Strategy strategy;
        private final Deque<ProposedTrial> pending = new ArrayDeque<>();
        private int next = 1;

        private Flights(Strategy strategy) {
            this.strategy = strategy;
        }

        private void fill() {
            while (pending.size() < CONCURRENCY) {
                PendingTrials before = new PendingTrials(next, List.copyOf(pending));
                pending.addLast(new ProposedTrial(next++, strategy.suggest(before)));
            }
        }

        private double observe() {
            ProposedTrial trial = pending.removeFirst();
            return strategy.observe(
                    trial, TrialResult.scored(accuracy(trial.proposal().architecture())));
        }

        private static double accuracy(Architecture architecture) {
            double sum = 0;
            for (int choice : architecture.choices()) {
                sum += 0.1 * Math.max(0, choice);
            }
            return sum / architecture.choices().length;
        }
    }
}
