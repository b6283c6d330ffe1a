package io.github.l2nas.engine.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.search.Presets;
import io.github.l2nas.engine.strategy.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedStrategyTest {

    /** A change of this digest is a change of every published search: say so in the release notes. */
    private static final String DIGEST = "107023ee46c6774e8ca9526d17b34f188b440bbf3a366dc62184152e83f8073c";

    private static final GuidedSettings SETTINGS = small("guided");

    private static GuidedSettings small(String preset) {
        return Settings.override(Presets.guided(preset, 1000), Map.of("hiddenUnits", "16", "candidates", "30"));
    }

    private static GuidedStrategy strategy(long seed) {
        return new GuidedStrategy(Searches.context(seed), SETTINGS);
    }

    @Test
    void theSameSeedGivesTheSameSearchAndAnotherSeedAnother() {
        List<String> search = Searches.run(strategy(1), 100);

        assertThat(Searches.run(strategy(1), 100)).isEqualTo(search);
        assertThat(Searches.run(strategy(2), 100)).isNotEqualTo(search);
    }

    @Test
    void aSearchLeavesTheSameBitsOnEveryMachine() throws Exception {
        GuidedStrategy strategy = strategy(7);

        List<String> trace = Searches.run(strategy, 200);

        assertThat(Searches.digest(trace, strategy.policy())).isEqualTo(DIGEST);
    }

    @Test
    void afterTheWarmUpTheCriticChooses() {
        List<String> search = Searches.run(strategy(1), 100);

        assertThat(search.subList(0, SETTINGS.warmUpSteps())).allMatch(line -> line.startsWith("random "));
        assertThat(search.subList(SETTINGS.warmUpSteps(), 100))
                .filteredOn(line -> line.startsWith("critic "))
                .hasSizeGreaterThan(80);
    }

    @Test
    void withThePosteriorAFunctionDrawnFromItChooses() {
        List<String> search = Searches.run(new GuidedStrategy(Searches.context(1), small("guided-posterior")), 200);

        assertThat(search).noneMatch(line -> line.startsWith("critic "));
        assertThat(search)
                .as("all but the warm-up of each beginning")
                .filteredOn(line -> line.startsWith("posterior "))
                .hasSizeGreaterThan(150);
        assertThat(search.stream().map(line -> line.split(" ", -1)[1]).distinct())
                .hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts", "ofa-mbv3"})
    void whereTrialsAreInFlightABoundChoosesAndARestoredSearchGoesOn(String space) throws IOException {
        GuidedStrategy undisturbed = new GuidedStrategy(Searches.context(space, 5), SETTINGS);
        Deque<ProposedTrial> inFlight = new ArrayDeque<>();
        List<String> search = inFlight(undisturbed, inFlight, 1, 40);
        assertThat(search).filteredOn(line -> line.startsWith("bound ")).hasSizeGreaterThan(25);
        assertThat(search).noneMatch(line -> line.startsWith("critic "));

        byte[] saved = Searches.save(undisturbed);
        Deque<ProposedTrial> again = new ArrayDeque<>(inFlight);
        GuidedStrategy resumed = new GuidedStrategy(Searches.context(space, 5), SETTINGS);
        resumed.restore(Searches.input(saved));
        assertThat(inFlight(resumed, again, 41, 20)).isEqualTo(inFlight(undisturbed, inFlight, 41, 20));
        assertThat(Searches.save(resumed)).isEqualTo(Searches.save(undisturbed));
    }

    /** Trials, four of which are in flight. */
    private static List<String> inFlight(GuidedStrategy strategy, Deque<ProposedTrial> trials, int first, int count) {
        List<String> trace = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            if (trials.size() == 4) {
                ProposedTrial oldest = trials.removeFirst();
                double accuracy = Searches.accuracy(oldest.proposal().architecture());
                strategy.observe(oldest, new TrialResult(accuracy, null));
            }
            Proposal proposal = strategy.suggest(new PendingTrials(number, List.copyOf(trials)));
            trials.addLast(new ProposedTrial(number, proposal));
            trace.add(proposal.origin() + " " + proposal.architecture().notation());
        }
        return trace;
    }

    @Test
    void aChosenArchitectureTellsWhatTheCriticExpectsOfIt() {
        GuidedStrategy strategy = strategy(1);
        int chosen = 0;
        for (int step = 0; step < 60; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            if (proposal.origin().equals("critic")) {
                chosen++;
                assertThat(proposal.predictedReward()).isFinite();
            } else {
                assertThat(proposal.predictedReward()).isNull();
            }
            turn.observe(Searches.accuracy(proposal.architecture()));
        }
        assertThat(chosen).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guided", "guided-posterior", "guided-without-neighbours"})
    void theBestArchitectureIsFoundSoon(String preset) {
        List<String> search = Searches.run(new GuidedStrategy(Searches.context(1), small(preset)), 100);

        assertThat(search)
                .anyMatch(line -> line.contains(" |nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+"
                        + "|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2| "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts", "ofa-mbv3"})
    void aRestoredSearchGoesOnAsIfNothingHadHappenedInEverySpace(String space) throws IOException {
        for (String preset : List.of("guided", "guided-posterior", "guided-without-neighbours")) {
            GuidedStrategy undisturbed = new GuidedStrategy(Searches.context(space, 5), small(preset));
            Searches.run(undisturbed, 33);
            byte[] saved = Searches.save(undisturbed);

            GuidedStrategy resumed = new GuidedStrategy(Searches.context(space, 5), small(preset));
            Searches.run(resumed, 3);
            resumed.restore(Searches.input(saved));

            assertThat(Searches.save(resumed)).isEqualTo(saved);
            assertThat(Searches.run(resumed, 30)).isEqualTo(Searches.run(undisturbed, 30));
            assertThat(Searches.save(resumed)).isEqualTo(Searches.save(undisturbed));
        }
    }

    @Test
    void aSearchSavedBetweenSuggestionAndScoreGoesOnTheSame() throws IOException {
        GuidedStrategy undisturbed = strategy(5);
        Searches.run(undisturbed, 20);
        Turn pending = Turn.of(undisturbed, 21);
        byte[] saved = Searches.save(undisturbed);

        GuidedStrategy resumed = strategy(5);
        resumed.restore(Searches.input(saved));

        assertThat(new Turn(resumed, pending.trial()).observe(0.5)).isEqualTo(pending.observe(0.5));
        assertThat(Searches.run(resumed, 10)).isEqualTo(Searches.run(undisturbed, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts", "ofa-mbv3"})
    void noArchitectureIsQueriedTwice(String space) {
        SearchContext context = Searches.context(space, 3);
        GuidedStrategy strategy = new GuidedStrategy(context, SETTINGS);

        List<String> identities = Searches.run(strategy, 120).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' ')))
                .map(notation -> context.space().parse(notation).identity())
                .toList();

        assertThat(identities).doesNotHaveDuplicates();
    }

    @Test
    void withoutProgressTheAgentBeginsAnewAndTheBestOneIsThePolicy() throws IOException {
        GuidedSettings settings = Settings.override(SETTINGS, Map.of("patience", "20"));
        GuidedStrategy strategy = new GuidedStrategy(Searches.context(1), settings);
        for (int step = 0; step < 21; step++) {
            Turn.of(strategy, 1).observe(step == 0 ? 0.9 : 0.5);
        }
        List<String> foundFirst = strategy.policy().elite().identities();
        assertThat(strategy.policy().replaySize()).isEqualTo(21);

        List<String> anew = new ArrayList<>();
        for (int step = 0; step < 15; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            anew.add(proposal.origin());
            turn.observe(0.5 + 0.01 * step);
        }
        assertThat(anew.subList(0, settings.warmUpSteps())).containsOnly("random");
        assertThat(strategy.policy().elite().identities()).isEqualTo(foundFirst);

        byte[] saved = Searches.save(strategy);
        GuidedStrategy restored = new GuidedStrategy(Searches.context(1), settings);
        restored.restore(Searches.input(saved));
        assertThat(Searches.save(restored)).isEqualTo(saved);
        Turn.of(strategy, 1).observe(0.95);
        assertThat(strategy.policy().replaySize()).isEqualTo(16);
        Turn.of(restored, 1).observe(0.95);
        assertThat(Searches.save(restored)).isEqualTo(Searches.save(strategy));
    }

    @Test
    void constraintsAreKept() {
        Predicate<Architecture> feasible = architecture -> Arrays.stream(architecture.choices())
                        .filter(choice -> choice == 3)
                        .count()
                <= 3;
        GuidedStrategy strategy =
                new GuidedStrategy(new SearchContext(SearchSpaces.named("nas-bench-201"), 1, feasible), SETTINGS);

        for (int step = 0; step < 150; step++) {
            Turn turn = Turn.of(strategy, step + 1);
            Proposal proposal = turn.proposal();
            assertThat(feasible.test(proposal.architecture())).isTrue();
            turn.observe(Searches.accuracy(proposal.architecture()));
        }
    }

    /** 64 architectures only of convolutions satisfy the constraint. */
    @Test
    void whereAllIsQueriedItGoesOnWithWhatIsKnown() {
        Predicate<Architecture> feasible =
                architecture -> Arrays.stream(architecture.choices()).allMatch(choice -> choice == 2 || choice == 3);
        GuidedStrategy strategy =
                new GuidedStrategy(new SearchContext(SearchSpaces.named("nas-bench-201"), 1, feasible), SETTINGS);

        List<String> search = Searches.run(strategy, 80);

        assertThat(search.stream().map(line -> line.split(" ", -1)[1]).distinct())
                .hasSizeBetween(50, 64);
    }

    @Test
    void whatIsNotScoredIsNotLearnedFromNorSuggestedAgain() {
        GuidedStrategy strategy = strategy(1);
        Turn infeasible = Turn.of(strategy, 1);

        assertThat(infeasible.observe(Double.NaN)).isZero();
        assertThat(strategy.policy().replaySize()).isZero();
        assertThat(strategy.policy().elite().size()).isZero();
        assertThat(Turn.of(strategy, 2).architecture()).isNotEqualTo(infeasible.architecture());
    }

    @Test
    void aTruncatedOrForeignStateIsRefused() throws IOException {
        GuidedStrategy strategy = strategy(5);
        Searches.run(strategy, 20);
        byte[] saved = Searches.save(strategy);

        assertThatThrownBy(() -> strategy(5).restore(Searches.input(Arrays.copyOf(saved, saved.length / 2))))
                .isInstanceOf(IOException.class)
                .hasMessage("the saved agent is truncated");
        assertThatThrownBy(() ->
                        strategy(5).restore(Searches.input("no agent at all".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not the saved agent of this version");
    }
}
