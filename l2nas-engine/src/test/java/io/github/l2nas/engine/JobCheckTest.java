package io.github.l2nas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.CheckJob;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.engine.table.SyntheticTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What later goals declare wrongly is found before the first trains. */
class JobCheckTest extends JobFixture {

    private static final Map<String, String> SMALL_BATCHES = Map.of("batchSize", "20");
    private static final NetworkSize SIZE = new NetworkSize(8, 1);

    @BeforeEach
    void writeImages() throws IOException {
        writeImages(150);
    }

    private TrainSupernetJob training(Map<String, String> settings) {
        return TrainingJob.of("nas-bench-201", dataset, out("supernet"))
                .network(SIZE)
                .settings(settings)
                .ofSupernet();
    }

    /** On the supernet that is to be trained before. */
    private SearchJobBuilder search() {
        return Jobs.search("nas-bench-201", Part.named("supernet"), directory.resolve("search"))
                .strategy(Part.named("random"))
                .steps(4)
                .dataset(dataset)
                .network(SIZE);
    }

    private EvaluateJob evaluation(Map<String, String> settings, NetworkSize size, DatasetInput images) {
        return TrainingJob.of("nas-bench-201", images, out("evaluation"))
                .network(size)
                .settings(settings)
                .ofWhatIsFound();
    }

    private void check(Job... jobs) {
        new JobCheck(new CheckJob(List.of(jobs), directory), events::add).run();
    }

    private void refuses(String parameter, String message, Job... jobs) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> check(jobs))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
        assertThat(directory.resolve("supernet")).doesNotExist();
    }

    @Test
    void whatIsDeclaredWellIsNotDone() {
        check(
                training(SMALL_BATCHES),
                search().constraints(new SearchJob.Constraints(50_000L, null, null, null, null))
                        .build(),
                evaluation(SMALL_BATCHES, SIZE, dataset));
        assertThat(events).containsExactly(new JobEvent.Result(true, List.of(), List.of()));
        assertThat(directory.resolve("supernet")).doesNotExist();
        assertThat(directory.resolve("search")).doesNotExist();
    }

    @Test
    void aLimitThatNoArchitectureOfTheTrainedNetworkSatisfiesIsFound() {
        refuses(
                "jobs[1].constraints.maxParams",
                "counted in the network of 8 channels, 1 cell, 3 classes",
                training(SMALL_BATCHES),
                search().constraints(new SearchJob.Constraints(100L, null, null, null, null))
                        .build());
    }

    @Test
    void aMissingLatencyTableIsFound() {
        refuses(
                "jobs[1].constraints.latencyTable",
                "maxLatency needs latencies",
                training(SMALL_BATCHES),
                search().constraints(new SearchJob.Constraints(null, null, null, 5.0, null))
                        .build());
    }

    @Test
    void aConditionOnATableThatIsNotThereIsFound() {
        refuses(
                "jobs[1].constraints.columns",
                "names a column of a table",
                training(SMALL_BATCHES),
                search().constraints(new SearchJob.Constraints(null, null, null, null, List.of("latency <= 5")))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "annealing, , , jobs[1].strategy, annealing",
        "random, mutationRate, 2, jobs[1].settings.mutationRate, no setting",
        "regularized-evolution, populationSize, 0, jobs[1].settings.populationSize, populationSize",
    })
    void aWrongStrategyIsFound(String name, String setting, String value, String parameter, String message) {
        refuses(
                parameter.replace("settings", "strategy.settings"),
                message,
                training(SMALL_BATCHES),
                search().strategy(Part.named(name).with(setting == null ? "" : setting, value))
                        .build());
    }

    @Test
    void aWrongSettingOfTheEvaluatorToComeIsFound() {
        refuses(
                "jobs[1].evaluator.settings.images",
                "there is no setting 'images'",
                training(SMALL_BATCHES),
                search().evaluator(Part.named("supernet").with("images", 5)).build());
    }

    @Test
    void imagesThatTheNetworkCannotTakeAreFound() {
        DatasetInput odd = new DatasetInput(dataset.files(), null, null, 9, null);
        refuses(
                "jobs[1].dataset.imageSize",
                "their sides must be multiples of 4",
                training(SMALL_BATCHES),
                evaluation(SMALL_BATCHES, SIZE, odd));
    }

    @Test
    void aWrongSettingOfTheEvaluationIsFound() {
        refuses(
                "jobs[2].settings.epoch",
                "there is no setting 'epoch'",
                training(SMALL_BATCHES),
                search().build(),
                evaluation(Map.of("epoch", "3"), SIZE, dataset));
        refuses(
                "jobs[1].settings.batchSize",
                "larger than the training part",
                search().evaluator(Part.reading("table", "table", table()))
                        .metric("accuracy")
                        .build(),
                evaluation(Map.of("batchSize", "4000"), SIZE, dataset));
    }

    private InputFile table() {
        try {
            return Jobs.input(SyntheticTable.write(directory.resolve("table.csv")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void testImagesThatAreMissingAreFound() {
        DatasetInput untested = new DatasetInput(dataset.files(), null, null, null, 0);
        refuses(
                "jobs[1].dataset.testPercent",
                "has no test images",
                search().evaluator(Part.reading("table", "table", table()))
                        .metric("accuracy")
                        .build(),
                evaluation(SMALL_BATCHES, SIZE, untested));
    }

    @Test
    void whatIsWrongWithTheFirstIsFoundFirst() {
        refuses(
                "jobs[0].settings.epoch",
                "there is no setting 'epoch'",
                training(Map.of("epoch", "3")),
                search().build());
    }

    @Test
    void itIsAJobLikeOthers() throws IOException {
        CheckJob job = new CheckJob(List.of(training(SMALL_BATCHES), search().build()), directory);
        Path file = Files.writeString(directory.resolve("check.json"), JobJson.write(job));
        assertThat(JobJson.read(Files.readString(file))).isEqualTo(job);
    }
}
