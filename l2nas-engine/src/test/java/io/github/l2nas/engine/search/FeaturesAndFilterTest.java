package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.SearchResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other evaluators tell a search which architectures are alike, and which are not worth a score. */
class FeaturesAndFilterTest {

    private static final AtomicInteger ASKED = new AtomicInteger();

    @TempDir
    private Path directory;

    /** A number without a pattern in the choices: a model of choices alone can't learn it. */
    private static double hidden(Architecture architecture) {
        return new RandomStream(7, architecture.identity()).nextDouble();
    }

    /** Tells it; fails for few. What it has told is not kept. */
    public static class Oracle implements Evaluator {

        @Override
        public Score evaluate(Candidate candidate) {
            ASKED.incrementAndGet();
            double value = hidden(candidate.architecture());
            if (value < 0.001) {
                throw new TrialFailedException("too small to be told");
            }
            return Score.of(value);
        }

        @Override
        public boolean usesSeed() {
            return false;
        }

        @Override
        public boolean reusable() {
            return false;
        }
    }

    /** What it has told is kept. */
    public static final class KeptOracle extends Oracle {

        @Override
        public boolean reusable() {
            return true;
        }
    }

    private static final Part ORACLE = Part.named(Oracle.class.getName());
    private static final Part KEPT_ORACLE = Part.named(KeptOracle.class.getName());

    private static SearchJob.Filter best(double share) {
        return new SearchJob.Filter(ORACLE, share, 200);
    }

    private static Search search(String space) {
        return Search.in(space)
                .evaluator("invented", candidate -> Score.of(hidden(candidate.architecture())))
                .strategy("gaussian-process");
    }

    private static double bestOf(Search search) {
        return search.steps(30).run().trials().stream()
                .mapToDouble(Trial::accuracy)
                .max()
                .orElseThrow();
    }

    @BeforeEach
    void forget() {
        ASKED.set(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nas-bench-201", "darts"})
    void aModelLearnsFromAFeatureWhatChoicesDoNotTell(String space) {
        double without = 0;
        double with = 0;
        for (int seed = 1; seed <= 5; seed++) {
            without += bestOf(search(space).seed(seed)) / 5;
            with += bestOf(search(space).seed(seed).features(ORACLE)) / 5;
        }
        assertThat(without).isBetween(0.9, 0.99);
        assertThat(with).isGreaterThan(without + 0.005);
    }

    @Test
    void allFeaturesOfASmallSpaceAreKept() {
        Search search = search("nas-bench-201").features(KEPT_ORACLE).directory(directory);
        List<Trial> trials = search.steps(5).run().trials();
        assertThat(ASKED).hasValue(15_625);
        search.steps(8).run();
        assertThat(ASKED.get()).as("only what had failed is tried again").isBetween(15_626, 15_660);
        assertThat(search.seed(2).steps(5).run().trials()).isNotEqualTo(trials);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "l2nas-guided", "regularized-evolution", "local-search", "gaussian-process"})
    void aFilterLetsOnlyTheBestShareBeScored(String strategy) {
        for (String space : List.of("nas-bench-201", "darts")) {
            SearchResult result =
                    search(space).strategy(strategy).filter(best(0.2)).steps(60).run();
            List<Trial> scored =
                    result.trials().stream().filter(Trial::feasible).toList();
            assertThat(scored).hasSizeGreaterThan(20);
            assertThat(scored).allMatch(trial -> trial.accuracy() > 0.75);
            assertThat(scored).anyMatch(trial -> trial.accuracy() < 0.85);
        }
    }

    /** The space as it is, less what the filter of this test keeps out. */
    @Test
    void inASmallSpaceTheShareIsExact() {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        double[] all = ArchitecturePool.all(space).stream()
                .mapToDouble(FeaturesAndFilterTest::hidden)
                .sorted()
                .toArray();
        double least = all[all.length - 156];
        List<Trial> trials = search("nas-bench-201")
                .strategy("random")
                .filter(best(0.01))
                .steps(300)
                .run()
                .trials();
        assertThat(trials).allMatch(trial -> trial.accuracy() >= (float) least - 1e-6);
        Map<String, Integer> times = new HashMap<>();
        trials.forEach(trial -> times.merge(trial.architecture(), 1, Integer::sum));
        assertThat(times.size()).isBetween(100, 156);
    }

    @Test
    void aWarmUpRanksWhatTheFilterLetsPass() {
        List<Trial> trials = Search.in("nas-bench-201")
                .evaluator("invented", candidate -> Score.of(hidden(candidate.architecture())))
                .strategy("random")
                .warmUp(new SearchJob.WarmUp(Part.named("params"), 5, null))
                .filter(best(0.1))
                .steps(5)
                .run()
                .trials();
        assertThat(trials).extracting(Trial::origin).containsOnly("warm-up");
        assertThat(trials).allMatch(trial -> trial.accuracy() > 0.88);
    }

    @Test
    void aSearchThatIsInterruptedWhileItRanksGoesOnThere() {
        Search search = search("darts")
                .features(KEPT_ORACLE)
                .filter(new SearchJob.Filter(KEPT_ORACLE, 0.3, 20))
                .steps(12);
        List<Trial> undisturbed = search.run().trials();
        search.directory(directory);
        assertThat(WarmUpTest.runsWithoutTime(search)).isGreaterThan(20);
        assertThat(search.timeBudget(Duration.ofDays(1)).run().trials()).isEqualTo(undisturbed);
    }

    @Test
    void trialsInFlightSeeTheSame() {
        Search search = search("darts").features(ORACLE).filter(best(0.3)).trialConcurrency(4);
        List<Trial> trials = search.steps(20).run().trials();
        assertThat(search.executor(Part.named("local").with("workers", 3)).run().trials())
                .isEqualTo(trials);
        assertThat(trials).allMatch(trial -> !trial.feasible() || trial.accuracy() > 0.6);
    }

    private static void refuses(Search search, String parameter, String text) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> search.steps(2).run())
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter))
                .withMessageContaining(text);
    }

    @Test
    void mistakesNameWhatIsWrong() {
        refuses(search("darts").features(Part.named("sinflow")), "features[0]", "synflow");
        refuses(
                search("darts").features(ORACLE, Part.named("params").with("cells", 0)),
                "features[1].settings.cells",
                "at least 1");
        refuses(
                search("darts").filter(new SearchJob.Filter(Part.named("sinflow"), null, null)),
                "filter.evaluator",
                "synflow");
        refuses(
                search("darts").strategy("local-search").features(ORACLE),
                "features",
                "strategy local-search has no model that looks at features. Leave them out, or use strategy"
                        + " gaussian-process");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> best(0))
                .withMessageContaining("must be above 0 and at most 1, for example 0.5; got 0.0");
    }
}
