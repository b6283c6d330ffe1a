package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches with an evaluator that costs something: what becomes of its scores and of its failures. */
class OwnEvaluatorSearchTest {

    @TempDir
    private Path directory;

    private final List<JobEvent> events = new ArrayList<>();
    private final Counting evaluator = new Counting();

    /** Counts how often it is asked. */
    private static final class Counting implements Evaluator {
        private final List<String> asked = new ArrayList<>();
        private Predicate<Architecture> fails = architecture -> false;
        private Predicate<Architecture> known = architecture -> true;
        private boolean usesSeed = true;

        @Override
        public Score evaluate(Candidate candidate) {
            asked.add(candidate.architecture().identity());
            if (fails.test(candidate.architecture())) {
                throw new TrialFailedException("out of luck");
            }
            return Score.of(SyntheticTable.fraction(candidate.architecture()));
        }

        @Override
        public boolean canScore(Architecture architecture) {
            return known.test(architecture);
        }

        @Override
        public boolean usesSeed() {
            return usesSeed;
        }
    }

    private SearchJobBuilder job(String out, int steps) {
        return Jobs.search("nas-bench-201", Part.named("counting"), directory.resolve(out))
                .strategy(Part.named("regularized-evolution"))
                .seed(5)
                .steps(steps);
    }

    private JobEvent.Result run(SearchJob job, LongSupplier clock) throws IOException {
        Files.createDirectories(job.outputDirectory());
        events.clear();
        new SearchRunner(job, events::add, clock)
                .run(SyntheticTable.SPACE, EvaluatorChoice.ofInstance(job, evaluator, true), false);
        return (JobEvent.Result) events.get(events.size() - 1);
    }

    private JobEvent.Result run(SearchJobBuilder job) throws IOException {
        return run(job.build(), () -> 0);
    }

    private byte[] history(String out) throws IOException {
        return Files.readAllBytes(directory.resolve(out).resolve("history.csv"));
    }

    @Test
    void scoresSurviveAChangeOfTheStrategy() throws IOException {
        run(job("out", 60));
        int unique = evaluator.asked.size();
        JobEvent.Result result =
                run(job("out", 60).strategy(Jobs.strategy("regularized-evolution", Map.of("populationSize", "21"))));
        int anew = evaluator.asked.size() - unique;
        // both begin with the same 20 random architectures
        assertThat(anew).isLessThanOrEqualTo(unique - 20);
        assertThat(evaluator.asked).doesNotHaveDuplicates();
        assertThat(result.summary())
                .anySatisfy(line -> assertThat(line)
                        .matches("scores        \\d+ reused, " + anew + " new, kept in "
                                + directory.resolve("out/evaluations")));
        assertThat(events)
                .contains(new JobEvent.Note(
                        "seed 5: the search is declared otherwise than the one whose 60 steps were here,"
                                + " so it begins anew; its scores are kept, and those that still hold are taken from "
                                + directory.resolve("out/evaluations")));
    }

    @Test
    void scoresSurviveTheJournalAndServeAnotherBuild() throws IOException {
        Path store = directory.resolve("shared/scores");
        run(job("one", 60).evaluations(new SearchJob.Evaluations(store, null)));
        evaluator.asked.clear();
        run(job("two", 60).evaluations(new SearchJob.Evaluations(store, null)));
        assertThat(evaluator.asked).isEmpty();
        assertThat(history("two")).isEqualTo(history("one"));
        assertThat(directory.resolve("two/evaluations")).doesNotExist();
        assertThat(events).contains(new JobEvent.Note("scores of earlier searches are reused from " + store));
    }

    @Test
    void anotherMetricOrAnotherEvaluatorIsAskedAnew() throws IOException {
        run(job("out", 30));
        int unique = evaluator.asked.size();
        run(job("out", 30).metric("loss"));
        assertThat(evaluator.asked).hasSize(2 * unique);
        run(job("out", 30).metric("loss").evaluator(Part.named("counting").with("epochs", 3)));
        assertThat(evaluator.asked).hasSizeBetween(2 * unique, 3 * unique);
    }

    @Test
    void anotherSeedReusesScoresThatDependOnNone() throws IOException {
        for (boolean usesSeed : new boolean[] {true, false}) {
            evaluator.usesSeed = usesSeed;
            String out = "uses-seed-" + usesSeed;
            evaluator.asked.clear();
            run(job(out, 400).strategy(Part.named("local-search")).repeats(3));
            assertThat(evaluator.asked.stream().distinct().count() < evaluator.asked.size())
                    .isEqualTo(usesSeed);
        }
    }

    @Test
    void aHistoryTellsOfFailuresInAColumnThatOthersDoNotHave() throws IOException {
        evaluator.fails = architecture -> SyntheticTable.latency(architecture) == 3;
        JobEvent.Result result = run(job("out", 60).evaluations(new SearchJob.Evaluations(null, 50)));
        List<String> lines = Files.readAllLines(directory.resolve("out/history.csv"));
        assertThat(lines.get(0))
                .isEqualTo("step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward,failure");
        long failed =
                lines.stream().filter(line -> line.endsWith(",out of luck")).count();
        assertThat(failed).isPositive();
        assertThat(lines.get(1).split(",", -1)).hasSize(8);
        assertThat(result.summary()).contains("trials        " + failed + " failed and 0 infeasible of 60");
        evaluator.fails = architecture -> false;
        run(job("other", 60));
        assertThat(Files.readAllLines(directory.resolve("other/history.csv")).get(0))
                .isEqualTo("step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward");
    }

    @Test
    void aConsensusThatCantBeScoredIsThatOfOneLess() throws IOException {
        run(job("best", 60).consensus(0.5));
        String failing = evaluator.asked.get(evaluator.asked.size() - 1);
        evaluator.fails = architecture -> architecture.identity().equals(failing);
        evaluator.asked.clear();
        JobEvent.Result result = run(job("out", 60).consensus(0.5));
        assertThat(evaluator.asked).contains(failing);
        assertThat(result.summary().get(0)).doesNotContain(failing);
    }

    @Test
    void timeThatRunsOutBeforeAnythingWasFeasibleIsNoFailure() throws IOException {
        evaluator.known = architecture -> SyntheticTable.fraction(architecture) > 0.763; // a single one
        SearchJobBuilder job = job("out", 300).strategy(Part.named("random"));
        Files.createDirectories(directory.resolve("out"));
        Files.writeString(directory.resolve("out/architecture.json"), "of an earlier search");
        JobEvent.Result result =
                run(job.timeBudget(Duration.ofNanos(30)).build(), new HurryingClock(Duration.ofNanos(1)));
        assertThat(result.complete()).isFalse();
        assertThat(result.summary().get(0)).startsWith("no architecture yet: none of the ");
        assertThat(result.files()).containsExactly(directory.resolve("out/history.csv"));
        assertThat(directory.resolve("out/architecture.json")).doesNotExist();
        assertThat(run(job.timeBudget(null)).complete()).isTrue();
        assertThat(directory.resolve("out/architecture.json")).exists();
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                JobEvent.Note.class,
                                note -> assertThat(note.message()).startsWith("seed 5: going on after")));
    }

    @Test
    void aSearchWithoutAnAnswerNamesTheLimitsThatAreSet() {
        evaluator.known = architecture -> false;
        SearchJob.Constraints limits = new SearchJob.Constraints(500_000L, 200_000_000L, null, null, null);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job("out", 20).constraints(limits)))
                .withMessage(
                        "none of the 20 architectures proposed has a score: 20 violate maxParams (params <= 500000),"
                                + " maxMacs (macs <= 200000000). Relax a limit, or search longer")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("constraints.maxParams"));
    }

    @Test
    void nothingUsesTheEvaluatorAfterASeedHasEndedTheJob() throws IOException {
        Guarded guarded = new Guarded();
        SearchJob job =
                job("out", 1000).strategy(Part.named("random")).repeats(2).build();
        Files.createDirectories(job.outputDirectory());
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new SearchRunner(job, events::add, () -> 0)
                        .run(SyntheticTable.SPACE, EvaluatorChoice.ofInstance(job, guarded, false), false))
                .withMessage("the first seed has had enough");
        assertThat(guarded.closed).isTrue();
        assertThat(guarded.usedAfterClose).isFalse();
        assertThat(guarded.ended)
                .as("the other seed's evaluation was waited for")
                .isTrue();
    }

    /** One seed's evaluation ends the job while the other's is under way and deaf to interrupts. */
    private static final class Guarded implements Evaluator {
        private final CountDownLatch bothAtWork = new CountDownLatch(2);
        private final AtomicBoolean first = new AtomicBoolean(true);
        private volatile boolean closed;
        private volatile boolean ended;
        private volatile boolean usedAfterClose;

        @Override
        public Score evaluate(Candidate candidate) {
            usedAfterClose |= closed;
            boolean ends = first.getAndSet(false);
            bothAtWork.countDown();
            awaitQuietly(bothAtWork);
            if (ends) {
                throw new JobException("evaluator", "the first seed has had enough");
            }
            for (int spin = 0; spin < 2_000_000_000 && !Thread.currentThread().isInterrupted(); spin++) {
                Thread.onSpinWait(); // until the others are told to end
            }
            usedAfterClose |= closed;
            ended = true;
            return Score.of(0.5);
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean concurrent() {
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
