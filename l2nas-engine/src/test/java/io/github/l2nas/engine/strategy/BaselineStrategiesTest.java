package io.github.l2nas.engine.strategy;

import static io.github.l2nas.engine.strategy.Searches.NAS_BENCH_201;
import static io.github.l2nas.engine.strategy.Searches.RUGGED;
import static io.github.l2nas.engine.strategy.Searches.context;
import static io.github.l2nas.engine.strategy.Searches.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineStrategiesTest {

    static Stream<String> names() {
        return Searches.baselines().keySet().stream();
    }

    private static Strategy strategy(String name, SearchContext context) {
        Function<SearchContext, Strategy> constructor = Searches.baselines().get(name);
        return constructor.apply(context);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameSeedMakesTheSameProposalsAndAnotherSeedOthers(String name) {
        List<Proposal> proposals = run(strategy(name, context(NAS_BENCH_201, 1)), 100, RUGGED);

        assertThat(run(strategy(name, context(NAS_BENCH_201, 1)), 100, RUGGED)).isEqualTo(proposals);
        assertThat(run(strategy(name, context(NAS_BENCH_201, 2)), 100, RUGGED)).isNotEqualTo(proposals);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRestoredStrategyGoesOnAlikeToTheBitInEverySpace(String name) throws IOException {
        for (var space : SearchSpaces.all()) {
            Strategy saved = strategy(name, context(space, 7));
            run(saved, 60, RUGGED);
            byte[] state = Searches.saved(saved);
            Strategy restored = strategy(name, context(space, 7));
            run(restored, 3, RUGGED);

            Searches.restore(restored, state);

            assertThat(run(restored, 60, RUGGED)).isEqualTo(run(saved, 60, RUGGED));
            assertThat(Searches.saved(restored)).isEqualTo(Searches.saved(saved));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theRewardIsTheAccuracyAndZeroForAViolatedConstraint(String name) {
        Strategy strategy = strategy(name, context(NAS_BENCH_201, 1));

        assertThat(Turn.of(strategy, 1).observe(0.75)).isEqualTo(0.75);
        assertThat(Turn.of(strategy, 1).observe(Double.NaN)).isZero();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aConstraintNothingSatisfiesIsNoEndlessLoop(String name) {
        Strategy strategy = strategy(name, new SearchContext(NAS_BENCH_201, 1, architecture -> false));

        assertThat(run(strategy, 5, architecture -> Double.NaN)).hasSize(5);
    }

    @Test
    void proposalsSatisfyTheConstraintsButForReinforceWhichLearnsThem() {
        Predicate<Architecture> noSkip =
                architecture -> Arrays.stream(architecture.choices()).noneMatch(choice -> choice == 1);
        for (String name : List.of("random", "regularized-evolution", "local-search")) {
            Strategy strategy = strategy(name, new SearchContext(NAS_BENCH_201, 3, noSkip));

            assertThat(run(strategy, 300, RUGGED)).allMatch(proposal -> noSkip.test(proposal.architecture()));
        }
        Strategy reinforce = strategy("reinforce", new SearchContext(NAS_BENCH_201, 3, noSkip));
        List<Proposal> proposals = run(reinforce, 1000, architecture -> noSkip.test(architecture) ? 0.9 : Double.NaN);
        assertThat(proposals.subList(800, 1000).stream()
                        .filter(proposal -> noSkip.test(proposal.architecture()))
                        .count())
                .isGreaterThan(190);
    }

    @Test
    void wrongSettingsAreErrorsThatStateTheRange() {
        var evolution = RegularizedEvolution.Configuration.DEFAULT;
        var reinforce = Reinforce.Configuration.DEFAULT;

        assertThatThrownBy(() -> Settings.override(evolution, Map.of("populationSize", "1")))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("populationSize must be at least 2, got 1");
        assertThatThrownBy(() -> Settings.override(evolution, Map.of("sampleSize", "0")))
                .hasMessageContaining("sampleSize must be at least 1, got 0");
        assertThatThrownBy(() -> Settings.override(reinforce, Map.of("learningRate", "0")))
                .hasMessageContaining("learningRate must be above 0");
        assertThatThrownBy(() -> Settings.override(reinforce, Map.of("baselineDecay", "1")))
                .hasMessageContaining("baselineDecay must be 0 to below 1");
        assertThatThrownBy(() -> Settings.override(new LocalSearch.Configuration(), Map.of("restarts", "3")))
                .isInstanceOf(JobException.class)
                .hasMessageContaining("there is no setting 'restarts'");
    }

    @Test
    void aPopulationMayBeSmallerThanTheSampleDrawnFromItWithReplacement() {
        assertThat(Settings.override(RegularizedEvolution.Configuration.DEFAULT, Map.of("populationSize", "4")))
                .isEqualTo(new RegularizedEvolution.Configuration(4, 5));
    }
}
