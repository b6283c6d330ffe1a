package io.github.l2nas.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.EvaluatorContext;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.settings.Settings;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.search.HurryingClock;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.training.DigitImages;
import io.github.l2nas.engine.training.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainEvaluatorTest {

    private static final String CONVOLUTIONS =
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";
    private static final String NOTHING = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
    private static final int IMAGES = 300;
    private static final int BATCH = 20;

    /** A fifth of the images is the test part, a fifth of the others validates. */
    private static final int TRAINED_WITH = IMAGES * 4 / 5 * 4 / 5;

    private static final int TRIALS = 3;
    private static final int STEPS_PER_EPOCH = TRAINED_WITH / BATCH;
    private static final Training.Listener NOBODY = (done, total) -> {};

    @TempDir
    private Path directory;

    private DatasetInput dataset;
    private final NetworkSpace space =
            SearchSpaces.named("nas-bench-201").capability(NetworkSpace.class).orElseThrow();

    @BeforeEach
    void writeImages() throws IOException {
        dataset = DigitImages.write(directory.resolve("digits.csv"), IMAGES);
    }

    @Test
    void aNetworkThatCanLearnScoresBetterThanOneThatCannot() {
        try (TrainEvaluator evaluator = evaluator(settings(Map.of("epochs", "3")))) {
            assertThat(evaluator.evaluate(candidate(CONVOLUTIONS, 1, 1, "a")).accuracy())
                    .isGreaterThan(0.8);
            assertThat(evaluator.evaluate(candidate(NOTHING, 1, 1, "b")).accuracy())
                    .isLessThan(0.5);
        }
    }

    @Test
    void scoresFollowFromTheCandidatesSeed() {
        try (TrainEvaluator evaluator = evaluator(settings(Map.of("epochs", "1")));
                TrainEvaluator again = evaluator(settings(Map.of("epochs", "1")))) {
            Score first = evaluator.evaluate(candidate(CONVOLUTIONS, 1, 1, "a"));
            Score other = evaluator.evaluate(candidate(CONVOLUTIONS, 2, 1, "b"));
            assertThat(again.evaluate(candidate(CONVOLUTIONS, 1, 1, "c"))).isEqualTo(first);
            assertThat(other.metrics().get("loss")).isNotEqualTo(first.metrics().get("loss"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "0.5, 2", "0.3, 1", "0.01, 1"})
    void lessFidelityIsFewerEpochsAndAtLeastOne(double fidelity, int epochs) {
        AtomicInteger steps = new AtomicInteger();
        try (TrainEvaluator evaluator = evaluator(
                settings(Map.of("epochs", "4", "warmUpEpochs", "2")),
                System::nanoTime,
                (done, total) -> steps.incrementAndGet())) {
            evaluator.evaluate(candidate(CONVOLUTIONS, 1, fidelity, "a"));
        }
        assertThat(steps).hasValue(epochs * STEPS_PER_EPOCH);
    }

    @Test
    void aHigherFidelityGoesOnToTheBytesOfAnUninterruptedTraining() throws IOException {
        TrainSettings settings = settings(Map.of("epochs", "3", "warmUpEpochs", "1"));
        AtomicInteger steps = new AtomicInteger();
        Score third;
        Score whole;
        try (TrainEvaluator evaluator =
                evaluator(settings, System::nanoTime, (done, total) -> steps.incrementAndGet())) {
            third = evaluator.evaluate(candidate(CONVOLUTIONS, 1, 1.0 / 3, "promoted"));
            evaluator.evaluate(candidate(NOTHING, 1, 1.0 / 3, "stopped"));
            whole = evaluator.evaluate(candidate(CONVOLUTIONS, 1, 1, "promoted"));
            assertThat(steps).hasValue(4 * STEPS_PER_EPOCH);
            assertThat(directory.resolve("trials/stopped")).isNotEmptyDirectory();
            evaluator.completed(directory.resolve("trials"));
            assertThat(directory.resolve("trials")).isEmptyDirectory();
        }
        try (TrainEvaluator other = evaluator(settings)) {
            assertThat(other.evaluate(candidate(CONVOLUTIONS, 1, 1, "undisturbed")))
                    .isEqualTo(whole);
            assertThat(other.evaluate(candidate(CONVOLUTIONS, 1, 1.0 / 3, "undisturbed")))
                    .as("a checkpoint that is further is left alone")
                    .isEqualTo(third);
        }
        assertThat(third).isNotEqualTo(whole);
    }

    @Test
    void aSearchWithFidelitiesGoesOnFromCheckpointsAndLeavesNone() throws IOException {
        SearchJob job = job("fidelities")
                .evaluator(Part.named("train").with("batchSize", BATCH).with("flip", false))
                .fidelities(Fidelities.of(List.of("1 epochs", "3 epochs"), null))
                .strategy(Part.named("successive-halving"))
                .steps(null)
                .maxEffort(10.0)
                .build();
        new SearchRunner(job, event -> {}, System::nanoTime).run();
        List<String> history = Files.readAllLines(job.outputDirectory().resolve("history.csv"));
        assertThat(history).hasSize(1 + 8);
        assertThat(history.get(3)).endsWith(",1,3");
        assertThat(history.get(4)).contains(",promoted,").endsWith(",3,5");
        assertThat(history.get(8)).contains(",promoted,").endsWith(",3,10");
        assertThat(job.outputDirectory().resolve("trials")).isEmptyDirectory();
    }

    /** What a killed process leaves is what an error in the midst of a training leaves. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aKilledTrainingGoesOnAndEndsWithTheSameScore() {
        int killedAfter = STEPS_PER_EPOCH + 3;
        AtomicLong time = new AtomicLong();
        LongSupplier minutes = () -> time.addAndGet(60_000_000_000L);
        TrainSettings settings = settings(Map.of("epochs", "2"));
        Score undisturbed;
        try (TrainEvaluator evaluator = evaluator(settings)) {
            undisturbed = evaluator.evaluate(candidate(CONVOLUTIONS, 7, 1, "undisturbed"));
        }
        try (TrainEvaluator evaluator = evaluator(settings, minutes, (done, total) -> {
            if (done > killedAfter) {
                throw new Killed();
            }
        })) {
            assertThatExceptionOfType(Killed.class)
                    .isThrownBy(() -> evaluator.evaluate(candidate(CONVOLUTIONS, 7, 1, "killed")));
        }
        AtomicInteger steps = new AtomicInteger();
        try (TrainEvaluator evaluator = evaluator(settings, minutes, (done, total) -> steps.incrementAndGet())) {
            assertThat(evaluator.evaluate(candidate(CONVOLUTIONS, 7, 1, "killed")))
                    .isEqualTo(undisturbed);
        }
        assertThat(steps).hasValue(2 * STEPS_PER_EPOCH - killedAfter);
    }

    @Test
    void theStateOfATrainingIsForgottenWhenTheNextArchitectureIsAskedFor() {
        try (TrainEvaluator evaluator = evaluator(settings(Map.of("epochs", "1")))) {
            evaluator.evaluate(candidate(CONVOLUTIONS, 1, 1, "a"));
            assertThat(directory.resolve("trials/a")).isNotEmptyDirectory();
            evaluator.evaluate(candidate(NOTHING, 1, 1, "b"));
            assertThat(directory.resolve("trials/a")).doesNotExist();
        }
        assertThat(directory.resolve("trials/b")).doesNotExist();
    }

    @Test
    void aTrainingThatDivergesFailsItsTrial() {
        try (TrainEvaluator evaluator = evaluator(settings(Map.of("epochs", "2", "learningRate", "1e30")))) {
            assertThatExceptionOfType(TrialFailedException.class)
                    .isThrownBy(() -> evaluator.evaluate(candidate(CONVOLUTIONS, 1, 1, "a")))
                    .withMessageContaining("diverged in epoch 1")
                    .withMessageContaining("learning rate");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epochs | 0 | evaluator.settings.epochs | epochs must be at least 1",
                "validationPercent | 0 | evaluator.settings.validationPercent | at least 1 and at most 90",
                "momentum | 1 | evaluator.settings.momentum | momentum must be in [0, 1)",
                "batchSize | 241 | evaluator.settings.batchSize | larger than the training part, which has 192",
                "channels | 4 | evaluator.settings.channels | there is no setting 'channels'",
            })
    void settingsThatWillNotDoAreRefusedByName(String name, String value, String parameter, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluator(settings(Map.of(name, value))))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }

    @Test
    void aSpaceWithoutNetworksCannotBeTrained() {
        SearchSpace choices = new ChoiceSpace("pairs", Choice.of("one", 1, 2));
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> create(context(choices, Optional.of(dataset))))
                .withMessageContaining("space pairs has no networks")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator"));
    }

    @Test
    void aDataSetIsNeeded() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> create(context(space, Optional.empty())))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("dataset"));
    }

    @Test
    void aSearchTrainsWhatItsStrategySuggests() throws IOException {
        Path first = search("first");
        Path second = search("second");
        for (String file : new String[] {"history.csv", "architecture.json"}) {
            assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
        }
        assertThat(first.resolve("history.csv")).content().contains("nor_conv");
        try (Stream<Path> files = Files.walk(first)) {
            assertThat(files)
                    .noneMatch(file -> file.getFileName().toString().equals("checkpoint.bin")
                            && file.toString().contains("trials"));
        }
    }

    @Test
    void aTimeBudgetStopsATrainingAndTheNextRunGoesOnToTheSameBytes() throws IOException {
        Path whole = search("whole");
        SearchJob job = job("pieces").timeBudget(Duration.ofSeconds(4)).build();
        List<JobEvent.Result> runs = new ArrayList<>();
        do {
            new SearchRunner(
                            job,
                            event -> {
                                if (event instanceof JobEvent.Result result) {
                                    runs.add(result);
                                }
                            },
                            new HurryingClock(Duration.ofSeconds(1)))
                    .run();
        } while (!runs.get(runs.size() - 1).complete());
        // there are fewer trials than runs: a run stops in the midst of a training
        assertThat(runs).hasSizeGreaterThan(TRIALS);
        assertThat(runs.get(0).summary()).first().asString().startsWith("no architecture yet");
        for (String file : new String[] {"history.csv", "architecture.json"}) {
            assertThat(directory.resolve("pieces").resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void networksThatLearnNothingAreWarnedOfOnce() {
        List<String> notes = new ArrayList<>();
        TrainSettings settings = settings(Map.of("epochs", "1", "learningRate", "1e-9"));
        try (TrainEvaluator evaluator =
                new TrainEvaluator(context(space, Optional.of(dataset), notes::add), settings, space, dataset)) {
            for (String name : List.of("a", "b", "c", "d")) {
                evaluator.evaluate(candidate(NOTHING, name.charAt(0), 1, name));
            }
        }
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("the first 3 networks", "no better than guessing", "more epochs (they are 1)");
    }

    @Test
    void networksThatLearnAreNotWarnedOf() {
        List<String> notes = new ArrayList<>();
        TrainSettings settings = settings(Map.of("epochs", "3"));
        try (TrainEvaluator evaluator =
                new TrainEvaluator(context(space, Optional.of(dataset), notes::add), settings, space, dataset)) {
            evaluator.evaluate(candidate(NOTHING, 1, 1, "a"));
            evaluator.evaluate(candidate(NOTHING, 2, 1, "b"));
            evaluator.evaluate(candidate(CONVOLUTIONS, 3, 1, "c"));
        }
        assertThat(notes).isEmpty();
    }

    private Path search(String out) throws IOException {
        SearchJob job = job(out).build();
        new SearchRunner(job, event -> {}, System::nanoTime).run();
        return job.outputDirectory();
    }

    private SearchJobBuilder job(String out) throws IOException {
        Path output = Files.createDirectories(directory.resolve(out));
        Part train =
                Part.named("train").with("epochs", 1).with("batchSize", BATCH).with("flip", false);
        return Jobs.search("nas-bench-201", train, output)
                .dataset(dataset)
                .network(new NetworkSize(4, 1))
                .strategy(Part.named("random"))
                .steps(TRIALS);
    }

    private Candidate candidate(String architecture, long seed, double fidelity, String name) {
        return new Candidate(
                space.parse(architecture),
                seed,
                fidelity,
                directory.resolve("trials").resolve(name));
    }

    private static TrainSettings settings(Map<String, String> overrides) {
        TrainSettings small = Settings.override(
                "evaluator.settings",
                "evaluator",
                TrainSettings.DEFAULT,
                Map.of("batchSize", String.valueOf(BATCH), "flip", "false", "cropPadding", "1"));
        return Settings.override("evaluator.settings", "evaluator", small, overrides);
    }

    private TrainEvaluator evaluator(TrainSettings settings) {
        return evaluator(settings, System::nanoTime, NOBODY);
    }

    private TrainEvaluator evaluator(TrainSettings settings, LongSupplier clock, Training.Listener listener) {
        return new TrainEvaluator(context(space, Optional.of(dataset)), settings, space, dataset, clock, listener);
    }

    private static Evaluator create(EvaluatorContext context) {
        return new TrainFactory().create(context, TrainSettings.DEFAULT);
    }

    private EvaluatorContext context(SearchSpace declared, Optional<DatasetInput> images) {
        return context(declared, images, note -> {});
    }

    private EvaluatorContext context(SearchSpace declared, Optional<DatasetInput> images, Consumer<String> notes) {
        return new EvaluatorContext(
                declared,
                "validation",
                Map.of(),
                images,
                new NetworkSize(4, 1),
                Jobs.ONE_THREAD,
                Optional.empty(),
                directory,
                () -> false,
                notes);
    }
}
