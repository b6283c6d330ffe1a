package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.extension.Extensions;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.StrategyFactory;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.table.SyntheticTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmUpTest {

    private static final AtomicInteger RANKED = new AtomicInteger();

    @TempDir
    private Path directory;

    /** Likes architectures with many large choices, fails for some. */
    public static final class Ranking implements Evaluator {

        static double of(Architecture architecture) {
            int sum = 0;
            for (int choice : architecture.choices()) {
                sum += Math.max(0, choice);
            }
            return sum / 1000.0;
        }

        @Override
        public Score evaluate(Candidate candidate) {
            RANKED.incrementAndGet();
            if (of(candidate.architecture()) == 0.024) {
                throw new TrialFailedException("the largest choices don't fit each other");
            }
            return Score.of(of(candidate.architecture()));
        }

        @Override
        public boolean usesSeed() {
            return false;
        }
    }

    private static SearchJob.WarmUp warmUp(Integer count, Integer pool) {
        return new SearchJob.WarmUp(Part.named(Ranking.class.getName()), count, pool);
    }

    private static Search search(String space) {
        return Search.in(space).evaluator("invented", candidate -> Score.of(1 - Ranking.of(candidate.architecture())));
    }

    @BeforeEach
    void forget() {
        RANKED.set(0);
    }

    static Stream<Part> strategies() {
        Extensions<StrategyFactory<?>> known = Extensions.of(StrategyFactory.class, "strategy", "strategy");
        return known.all().stream()
                .filter(factory -> !factory.usesFidelities() && !factory.trainsNetworks())
                .map(factory -> factory.name().startsWith("l2nas")
                        ? Part.named(factory.name()).with("hiddenUnits", 8)
                        : Part.named(factory.name()));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyStrategyBeginsWithTheHighestOfASmallSpace(Part strategy) {
        CostModel costs = SyntheticTable.SPACE.costs(new Skeleton(16, 1, 10, new Shape(3, 16, 16)));
        List<Long> largest = SyntheticTable.architectures().stream()
                .map(architecture -> costs.cost(architecture).params())
                .sorted(Comparator.reverseOrder())
                .limit(4)
                .toList();
        for (int concurrency : List.of(1, 3)) {
            List<Trial> trials = Search.in("nas-bench-201")
                    .evaluator(candidate -> Score.of(SyntheticTable.fraction(candidate.architecture())))
                    .strategy(strategy)
                    .warmUp(new SearchJob.WarmUp(Part.named("params"), 4, null))
                    .trialConcurrency(concurrency)
                    .steps(25)
                    .run()
                    .trials();
            List<Trial> first = trials.subList(0, 4);
            assertThat(first).extracting(Trial::origin).containsOnly("warm-up");
            assertThat(first)
                    .extracting(trial -> costs.cost(SyntheticTable.SPACE.parse(trial.architecture()))
                            .params())
                    .isEqualTo(largest);
            assertThat(trials.subList(4, 25)).extracting(Trial::origin).doesNotContain("warm-up");
            if (Set.of("gaussian-process", "l2nas-guided", "local-search").contains(strategy.name())) {
                assertThat(trials).extracting(Trial::architecture).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void ofALargeSpaceASampleIsRanked() {
        List<Trial> trials = search("darts")
                .strategy("random")
                .warmUp(warmUp(3, 40))
                .steps(5)
                .run()
                .trials();
        assertThat(RANKED).hasValue(40);
        List<Double> ranks =
                trials.stream().limit(3).map(trial -> 1 - trial.accuracy()).toList();
        assertThat(ranks).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(trials)
                .extracting(Trial::origin)
                .containsExactly("warm-up", "warm-up", "warm-up", "random", "random");
    }

    @Test
    void whatCantBeRankedIsLeftOut() {
        List<Trial> trials = search("nas-bench-201")
                .strategy("random")
                .warmUp(warmUp(null, null))
                .steps(5)
                .run()
                .trials();
        assertThat(trials).extracting(Trial::accuracy).containsOnly(1 - 0.023);
        assertThat(trials).extracting(Trial::origin).containsOnly("warm-up");
    }

    @Test
    void theRankingIsMadeOnceForAllSeedsAndKept() {
        Search search = search("nas-bench-201")
                .strategy("random")
                .warmUp(warmUp(2, null))
                .repeats(3)
                .steps(4)
                .directory(directory);
        search.run();
        assertThat(RANKED).hasValue(15_625);
        search.steps(6).strategy("local-search").run();
        assertThat(RANKED.get()).as("only what had failed is tried again").isEqualTo(15_626);
    }

    @Test
    void aSearchThatIsInterruptedWhileItRanksGoesOnThere() {
        Search search = search("darts")
                .strategy("gaussian-process")
                .warmUp(warmUp(3, 30))
                .steps(12);
        List<Trial> undisturbed = search.run().trials();
        RANKED.set(0);
        search.directory(directory);
        assertThat(runsWithoutTime(search)).isGreaterThan(30);
        assertThat(RANKED).hasValue(30);
        assertThat(search.timeBudget(Duration.ofDays(1)).run().trials()).isEqualTo(undisturbed);
    }

    /** How many runs a search takes each of which is out of time at once. */
    static int runsWithoutTime(Search search) {
        int runs = 1;
        while (!search.timeBudget(Duration.ofNanos(1)).run().complete()) {
            runs++;
        }
        return runs;
    }

    @Test
    void mistakesNameTheWarmUp() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> search("darts")
                        .warmUp(new SearchJob.WarmUp(Part.named("sinflow"), null, null))
                        .steps(2)
                        .run())
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("warmUp.evaluator"))
                .withMessageContaining("synflow");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> search("darts")
                        .warmUp(new SearchJob.WarmUp(Part.named("params").with("cells", 0), null, null))
                        .steps(2)
                        .run())
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("warmUp.evaluator.settings.cells"));
        assertThatThrownBy(() -> warmUp(0, null)).hasMessageContaining("must be at least 1, got 0");
    }
}
