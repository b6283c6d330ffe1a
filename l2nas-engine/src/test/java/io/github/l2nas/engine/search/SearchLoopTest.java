package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.Proposal;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.strategy.Strategy;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.journal.Journal;
import io.github.l2nas.engine.strategy.RandomStrategy;
import io.github.l2nas.engine.strategy.RegularizedEvolution;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchLoopTest {

    private static final StoppingRule STEPS_60 = rule(60);

    /** Remembers what it was asked. */
    private static final class Recorder implements Evaluator {
        private final List<Architecture> asked = new ArrayList<>();
        private Predicate<Architecture> fails = architecture -> false;
        private RuntimeException thrown = new TrialFailedException("five");

        @Override
        public Score evaluate(Candidate candidate) {
            asked.add(candidate.architecture());
            if (fails.test(candidate.architecture())) {
                throw thrown;
            }
            return Score.of(SyntheticTable.fraction(candidate.architecture()));
        }

        @Override
        public OptionalDouble referenceAccuracy() {
            return OptionalDouble.of(0.9);
        }
    }

    /** Insists on the order of calls, and notes how many results were observed before each suggestion. */
    private record Recording(Strategy strategy, List<Integer> observedBefore, AtomicInteger observed)
            implements Strategy {

        private Recording(Strategy strategy, List<Integer> observedBefore) {
            this(strategy, observedBefore, new AtomicInteger());
        }

        @Override
        public Proposal suggest(PendingTrials pending) {
            observedBefore.add(observed.get());
            assertThat(pending.next()).isEqualTo(observedBefore.size());
            assertThat(pending.trials())
                    .extracting(ProposedTrial::number)
                    .containsExactlyElementsOf(IntStream.range(observed.get() + 1, pending.next())
                            .boxed()
                            .toList());
            return strategy.suggest(pending);
        }

        @Override
        public double observe(ProposedTrial trial, TrialResult result) {
            assertThat(trial.number()).isEqualTo(observed.incrementAndGet());
            return strategy.observe(trial, result);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            strategy.save(out);
        }

        @Override
        public void restore(DataInput in) throws IOException {
            strategy.restore(in);
        }
    }

    @TempDir
    Path directory;

    private final Recorder evaluator = new Recorder();
    private Predicate<Architecture> feasible = architecture -> true;
    private Function<SearchContext, Strategy> strategy =
            context -> new RegularizedEvolution(context, RegularizedEvolution.Configuration.DEFAULT);
    private FailureLimit failures = FailureLimit.of(null);
    private int concurrency = 1;
    private boolean complete;

    @Test
    void stopsAfterSteps() {
        History history = run("a", STEPS_60);
        assertThat(complete).isTrue();
        assertThat(history.steps()).isEqualTo(60);
        assertThat(history.trials()).extracting(Trial::step).startsWith(1, 2, 3).endsWith(60);
    }

    @Test
    void stopsAfterUniqueArchitecturesAndAsksForEachOnce() {
        History history = run("a", new StoppingRule(100_000, 200, Double.POSITIVE_INFINITY));
        assertThat(history.uniqueArchitectures()).isEqualTo(200);
        assertThat(history.steps()).isGreaterThan(200);
        assertThat(evaluator.asked).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void stopsAtTheTargetAccuracy() {
        History history = run("a", new StoppingRule(100_000, Integer.MAX_VALUE, 0.6));
        List<Trial> trials = history.trials();
        assertThat(trials.get(trials.size() - 1).accuracy()).isGreaterThanOrEqualTo(0.6);
        assertThat(trials.subList(0, trials.size() - 1)).allMatch(trial -> trial.accuracy() < 0.6);
    }

    @Test
    void aSearchThatRanOutOfTimeAgainAndAgainEndsLikeAnUndisturbedOne() {
        List<Trial> undisturbed = run("undisturbed", STEPS_60).trials();
        evaluator.asked.clear();
        int runs = 0;
        do {
            int[] left = {10};
            run("interrupted", STEPS_60, () -> --left[0] <= 0);
            runs++;
        } while (!complete);
        assertThat(runs).isEqualTo(6);
        assertThat(recorded("interrupted")).isEqualTo(undisturbed);
        assertThat(evaluator.asked).doesNotHaveDuplicates();
    }

    @Test
    void makesAStepHoweverShortTheTimeIs() {
        run("a", STEPS_60, () -> true);
        assertThat(complete).isFalse();
        assertThat(run("a", STEPS_60, () -> true).steps()).isEqualTo(2);
    }

    @Test
    void withoutItsCheckpointItPlaysTheJournalAgain() throws IOException {
        List<Trial> undisturbed = run("undisturbed", STEPS_60).trials();
        int[] left = {25};
        run("interrupted", STEPS_60, () -> --left[0] <= 0);
        Files.delete(directory.resolve("interrupted.checkpoint"));
        assertThat(run("interrupted", STEPS_60).trials()).isEqualTo(undisturbed);
    }

    @Test
    void aTrialIsProposedWhenTheResultsOfAllButTheLastSoManyAreKnown() {
        concurrency = 4;
        List<Integer> observedBefore = new ArrayList<>();
        strategy = context -> new Recording(new RandomStrategy(context), observedBefore);
        run("a", rule(10));
        assertThat(observedBefore).containsExactly(0, 0, 0, 0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aSearchWithTrialsInFlightThatRanOutOfTimeEndsLikeAnUndisturbedOne() throws IOException {
        concurrency = 8;
        List<Trial> undisturbed = run("undisturbed", STEPS_60).trials();
        int runs = 0;
        do {
            int[] left = {10};
            run("interrupted", STEPS_60, () -> --left[0] <= 0);
            runs++;
            if (runs == 2) {
                Files.delete(directory.resolve("interrupted.checkpoint"));
            }
        } while (!complete);
        assertThat(runs).isGreaterThan(2);
        assertThat(recorded("interrupted")).isEqualTo(undisturbed);
    }

    @Test
    void trialsInFlightThatAreNotNeededAreNotScored() {
        concurrency = 8;
        evaluator.fails = architecture -> SyntheticTable.latency(architecture) == 5;
        failures = new FailureLimit(Integer.MAX_VALUE, false);
        History history = run("a", new StoppingRule(100_000, 100, Double.POSITIVE_INFINITY));
        assertThat(history.uniqueArchitectures()).isEqualTo(100);
        assertThat(evaluator.asked).hasSize(100 + history.failedArchitectures()).doesNotHaveDuplicates();
    }

    @Test
    void moreStepsGoOnFromTheJournalWithTrialsInFlight() {
        concurrency = 8;
        List<Trial> undisturbed = run("undisturbed", rule(100)).trials();
        run("raised", STEPS_60);
        assertThat(run("raised", rule(100)).trials()).isEqualTo(undisturbed);
    }

    @Test
    void anArchitectureIsScoredAsOftenAsAttemptsAllow() {
        int[] asked = {0};
        Evaluator second = candidate -> {
            if (++asked[0] % 2 == 1) {
                throw new TrialFailedException("try again");
            }
            return Score.of(0.5);
        };
        Architecture any = SyntheticTable.architectures().get(0);
        assertThat(new Scoring(inProcess(second), 1, directory, 1, () -> false)
                        .of(any)
                        .failure())
                .isEqualTo("try again");
        asked[0] = 0;
        assertThat(new Scoring(inProcess(second), 1, directory, 2, () -> false).of(any))
                .isEqualTo(TrialResult.scored(0.5));
        assertThat(asked[0]).isEqualTo(2);
    }

    @Test
    void moreStepsGoOnFromTheJournal() {
        List<Trial> undisturbed = run("undisturbed", rule(100)).trials();
        evaluator.asked.clear();
        run("raised", STEPS_60);
        assertThat(run("raised", rule(100)).trials()).isEqualTo(undisturbed);
        assertThat(evaluator.asked).doesNotHaveDuplicates();
    }

    @Test
    void fewerStepsLoseNothingOfTheJournal() {
        List<Trial> whole = run("a", STEPS_60).trials();
        evaluator.asked.clear();
        assertThat(run("a", rule(10)).trials()).isEqualTo(whole.subList(0, 10));
        assertThat(run("a", STEPS_60).trials()).isEqualTo(whole);
        assertThat(evaluator.asked).isEmpty();
    }

    @Test
    void aFailedTrialIsAStepThatTheStrategySeesAsInfeasibleAndIsNeverAskedAgain() {
        evaluator.fails = architecture -> SyntheticTable.latency(architecture) == 5;
        failures = new FailureLimit(Integer.MAX_VALUE, false);
        History history = run("a", rule(500));
        List<Trial> failed = history.trials().stream().filter(Trial::failed).toList();
        assertThat(failed).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.accuracy()).isNull();
            assertThat(trial.failure()).isEqualTo("five");
        });
        assertThat(history.failedTrials()).isEqualTo(failed.size());
        assertThat(history.steps()).isEqualTo(500);
        assertThat(evaluator.asked).doesNotHaveDuplicates();
        assertThat(evaluator.asked).hasSize(history.uniqueArchitectures() + history.failedArchitectures());
        assertThat(evaluator.fails.test(
                        SyntheticTable.SPACE.parse(history.best().architecture())))
                .isFalse();
    }

    @Test
    void aSearchWithFailuresThatIsInterruptedEndsLikeAnUndisturbedOne() throws IOException {
        evaluator.fails = architecture -> SyntheticTable.latency(architecture) == 5;
        failures = new FailureLimit(Integer.MAX_VALUE, false);
        List<Trial> undisturbed = run("undisturbed", STEPS_60).trials();
        evaluator.asked.clear();
        int[] left = {25};
        run("interrupted", STEPS_60, () -> --left[0] <= 0);
        Files.delete(directory.resolve("interrupted.checkpoint"));
        assertThat(run("interrupted", STEPS_60).trials()).isEqualTo(undisturbed);
        assertThat(undisturbed).anyMatch(Trial::failed);
        assertThat(evaluator.asked).doesNotHaveDuplicates();
    }

    @Test
    void threeFailuresInARowEndTheSearchAndAreTriedAgainWhenTheirCauseIsMended() {
        List<Trial> undisturbed = run("undisturbed", STEPS_60).trials();
        int[] asked = {0};
        evaluator.fails = architecture -> ++asked[0] > 20;
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run("a", STEPS_60))
                .withMessageContainingAll("3 trials in a row failed", "The last reason: five")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluations.maxFailedTrials"));
        assertThat(recorded("a")).hasSizeGreaterThanOrEqualTo(20).noneMatch(Trial::failed);
        evaluator.fails = architecture -> false;
        assertThat(run("a", STEPS_60).trials()).isEqualTo(undisturbed);
    }

    @Test
    void moreThanATenthOfFailuresEndTheSearchOnceThereAreFive() {
        int[] asked = {0};
        evaluator.fails = architecture -> ++asked[0] % 6 == 0;
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run("a", rule(500)))
                .withMessageContaining("5 of 30 architectures could not be scored");
        asked[0] = 0;
        failures = FailureLimit.of(2);
        assertThat(run("b", rule(500)).failedArchitectures()).isGreaterThan(5);
    }

    @Test
    void aMistakeOfTheUsersClassIsAFailureThatNamesItAndWhereItWas() {
        evaluator.fails = architecture -> true;
        evaluator.thrown = new IllegalStateException("no such layer");
        failures = FailureLimit.of(1);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run("a", STEPS_60))
                .withMessageContainingAll(
                        "java.lang.IllegalStateException: no such layer at ", "SearchLoopTest.java:", "a trial failed");
    }

    @Test
    void anEvaluatorThatAnswersNothingOrNonsenseHasFailed() {
        Scoring nothing = new Scoring(inProcess(candidate -> null), 1, directory, 1, () -> false);
        assertThat(nothing.of(SyntheticTable.architectures().get(0)).failure())
                .isEqualTo("the evaluator returned no score");
        Scoring nonsense = new Scoring(inProcess(candidate -> Score.of(93.5)), 1, directory, 1, () -> false);
        assertThat(nonsense.of(SyntheticTable.architectures().get(0)).failure())
                .isEqualTo("the accuracy must lie between 0 and 1, got 93.5");
    }

    @Test
    void whatEndsTheJobIsNoFailureOfATrial() {
        JobException end = new JobException("evaluator", "no room");
        Scoring job = new Scoring(
                inProcess(candidate -> {
                    throw end;
                }),
                1,
                directory,
                1,
                () -> false);
        assertThatThrownBy(() -> job.of(SyntheticTable.architectures().get(0))).isSameAs(end);
        Error error = new OutOfMemoryError("heap");
        Scoring memory = new Scoring(
                inProcess(candidate -> {
                    throw error;
                }),
                1,
                directory,
                1,
                () -> false);
        assertThatThrownBy(() -> memory.of(SyntheticTable.architectures().get(0)))
                .isSameAs(error);
    }

    @Test
    void anInfeasibleArchitectureIsNeitherScoredNorTheAnswer() {
        // the constraint is known to the loop only, so that the strategy proposes what violates it
        feasible = architecture -> SyntheticTable.latency(architecture) <= 4;
        strategy = context -> new RandomStrategy(new SearchContext(context.space(), context.seed(), any -> true));
        History history = run("a", rule(200));
        assertThat(evaluator.asked).isNotEmpty().allMatch(feasible);
        assertThat(history.trials()).anyMatch(trial -> !trial.feasible());
        for (Trial trial : history.trials()) {
            assertThat(trial.feasible()).isEqualTo(feasible.test(SyntheticTable.SPACE.parse(trial.architecture())));
        }
        assertThat(history.uniqueArchitectures()).isEqualTo(new HashSet<>(evaluator.asked).size());
        assertThat(feasible.test(SyntheticTable.SPACE.parse(history.best().architecture())))
                .isTrue();
        assertThat(run("a", rule(250)).trials().subList(0, 200)).isEqualTo(history.trials());
    }

    @Test
    void namesTheStepWhereAJournalHasAnotherArchitecture() throws IOException {
        List<Trial> trials = run("a", STEPS_60).trials();
        Path journal = directory.resolve("a.jsonl");
        String third = trials.get(2).architecture();
        String other = trials.get(3).architecture();
        Files.writeString(journal, Files.readString(journal).replaceFirst(quoted(third), quoted(other)));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run("a", STEPS_60))
                .withMessageContainingAll("step 3", other, third, "Delete it to search anew");
    }

    private static String quoted(String text) {
        return text.replace("|", "\\|").replace("+", "\\+");
    }

    @Test
    void tellsTheBestAfterStepsAndAfterUniqueArchitectures() {
        History history = new History();
        List<Architecture> all = SyntheticTable.architectures();
        history.add(all.get(0), new Trial(1, all.get(0).notation(), null, 0, "x", null));
        history.add(all.get(1), new Trial(2, all.get(1).notation(), 0.5, 0, "x", null));
        history.add(all.get(1), new Trial(3, all.get(1).notation(), 0.5, 0, "x", null));
        history.add(all.get(2), new Trial(4, all.get(2).notation(), 0.7, 0, "x", null));
        history.add(all.get(3), new Trial(5, all.get(3).notation(), 0.7, 0, "x", null));
        assertThat(history.bestAfterSteps(1)).isNaN();
        assertThat(history.bestAfterSteps(3)).isEqualTo(0.5);
        assertThat(history.bestAfterSteps(5)).isEqualTo(0.7);
        assertThat(history.uniqueArchitectures()).isEqualTo(3);
        assertThat(history.bestAfterUnique(1)).isEqualTo(0.5);
        assertThat(history.bestAfterUnique(2)).isEqualTo(0.7);
        assertThat(history.best().step()).isEqualTo(4);
    }

    private static Function<Candidate, CompletableFuture<TrialOutcome>> inProcess(Evaluator evaluator) {
        return candidate -> CompletableFuture.completedFuture(TrialRun.of(evaluator, candidate));
    }

    private static StoppingRule rule(int steps) {
        return new StoppingRule(steps, Integer.MAX_VALUE, Double.POSITIVE_INFINITY);
    }

    private History run(String name, StoppingRule stopping) {
        return run(name, stopping, () -> false);
    }

    private History run(String name, StoppingRule stopping, BooleanSupplier timeUp) {
        SearchContext context = new SearchContext(SyntheticTable.SPACE, 1, feasible);
        try (Journal journal = Journal.open(directory.resolve(name + ".jsonl"), name)) {
            SearchLoop loop = new SearchLoop(
                    context,
                    strategy.apply(context),
                    concurrency,
                    new Scoring(inProcess(evaluator), context.seed(), directory, 1, () -> false),
                    stopping,
                    failures,
                    journal,
                    new Checkpoint(directory.resolve(name + ".checkpoint"), name + stopping),
                    () -> 0);
            History history = loop.run(timeUp, step -> {});
            complete = loop.complete();
            return history;
        }
    }

    private List<Trial> recorded(String name) {
        try (Journal journal = Journal.open(directory.resolve(name + ".jsonl"), name)) {
            return journal.recorded();
        }
    }
}
