package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.engine.search.Presets;
import io.github.l2nas.engine.strategy.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class L2nasStrategyTest {

    private static final AgentSettings SETTINGS = Settings.override(
            Presets.l2nas("nas-bench-201"), Map.of("hiddenUnits", "32", "eliteSize", "16", "epsilonAnnealSteps", "40"));

    private static L2nasStrategy strategy(long seed) {
        return new L2nasStrategy(Searches.context(seed), SETTINGS);
    }

    @Test
    void theSameSeedGivesTheSameSearchAndAnotherSeedAnother() {
        List<String> search = Searches.run(strategy(1), 150);

        assertThat(Searches.run(strategy(1), 150)).isEqualTo(search);
        assertThat(Searches.run(strategy(2), 150)).isNotEqualTo(search);
    }

    @Test
    void explorationGivesWayToTheActor() {
        List<String> search = Searches.run(strategy(1), 200);

        assertThat(search.get(0)).startsWith("random ");
        assertThat(search.subList(40, 200))
                .filteredOn(line -> line.startsWith("actor "))
                .hasSizeGreaterThan(140);
    }

    @Test
    void theActorFindsWhatScoresBest() {
        List<String> search = Searches.run(strategy(1), 400);

        assertThat(search.subList(300, 400))
                .anyMatch(line -> line.startsWith("actor |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+"));
    }

    @Test
    void proposalsTellWhatTheCriticExpects() {
        L2nasStrategy strategy = strategy(1);
        Searches.run(strategy, 300);
        double expected = 0;
        int covered = 0;
        for (int step = 0; step < 100; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            double reward = turn.observe(Searches.accuracy(proposal.architecture()));
            expected += proposal.predictedReward() / 100;
            covered += reward <= proposal.predictedReward() ? 1 : 0;
        }

        assertThat(covered).isGreaterThan(80);
        assertThat(expected).isBetween(1.0, SETTINGS.rewardOf(1));
    }

    @Test
    void aRestoredSearchGoesOnAsIfNothingHadHappened() throws IOException {
        for (AgentSettings settings :
                List.of(SETTINGS, Settings.override(SETTINGS, Map.of("bufferSize", "50", "warmUpSteps", "20")))) {
            L2nasStrategy undisturbed = new L2nasStrategy(Searches.context(5), settings);
            Searches.run(undisturbed, 83);
            byte[] saved = Searches.save(undisturbed);

            L2nasStrategy resumed = new L2nasStrategy(Searches.context(5), settings);
            resumed.restore(Searches.input(saved));

            assertThat(Searches.save(resumed)).isEqualTo(saved);
            assertThat(Searches.run(resumed, 60)).isEqualTo(Searches.run(undisturbed, 60));
            assertThat(Searches.save(resumed)).isEqualTo(Searches.save(undisturbed));
        }
    }

    @Test
    void aSearchSavedBetweenSuggestionAndScoreGoesOnTheSame() throws IOException {
        L2nasStrategy undisturbed = strategy(5);
        Searches.run(undisturbed, 60);
        Turn pending = Turn.of(undisturbed, 61);
        byte[] saved = Searches.save(undisturbed);

        L2nasStrategy resumed = strategy(5);
        resumed.restore(Searches.input(saved));

        assertThat(new Turn(resumed, pending.trial()).observe(0.5)).isEqualTo(pending.observe(0.5));
        assertThat(Searches.run(resumed, 10)).isEqualTo(Searches.run(undisturbed, 10));
    }

    @Test
    void aTruncatedOrForeignStateIsRefused() throws IOException {
        L2nasStrategy strategy = strategy(5);
        Searches.run(strategy, 20);
        byte[] saved = Searches.save(strategy);

        assertThatThrownBy(() -> strategy(5).restore(Searches.input(Arrays.copyOf(saved, saved.length / 2))))
                .isInstanceOf(IOException.class)
                .hasMessage("the saved agent is truncated");
        assertThatThrownBy(() ->
                        strategy(5).restore(Searches.input("no agent at all".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not the saved agent of this version");
        L2nasStrategy wider = new L2nasStrategy(Searches.context(5), Presets.l2nas("nas-bench-201"));
        assertThatThrownBy(() -> wider.restore(Searches.input(saved)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("actor parameters");
    }

    @Test
    void anInfeasibleArchitectureEarnsTheRewardOfAccuracyZeroAndStaysOutOfTheElite() {
        L2nasStrategy strategy = strategy(1);

        double reward = Turn.of(strategy, 1).observe(Double.NaN);

        assertThat(reward).isEqualTo(1);
        assertThat(strategy.policy().elite().size()).isZero();
    }

    @Test
    void whatWasNotSuggestedIsNotObserved() {
        Turn turn = Turn.of(strategy(1), 1);
        turn.observe(0.5);

        assertThatThrownBy(() -> turn.observe(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("trial 1");
    }

    @Test
    void itSearchesSpacesWhoseActionsAreSeveralMatrices() {
        for (String space : List.of("darts", "ofa-mbv3")) {
            AgentSettings settings = Settings.override(
                    Presets.l2nas(space), Map.of("hiddenUnits", "16", "warmUpSteps", "70", "eliteSize", "20"));
            L2nasStrategy strategy = new L2nasStrategy(Searches.context(space, 1), settings);

            assertThat(Searches.run(strategy, 100).subList(70, 100)).allMatch(line -> line.startsWith("actor "));
        }
    }
}
