package io.github.l2nas.engine.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceArchitecture;
import io.github.l2nas.api.space.ChoiceNetworkSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import io.github.l2nas.engine.schema.SchemaFile;
import io.github.l2nas.engine.search.HurryingClock;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.supernet.SupernetRunner;
import io.github.l2nas.engine.training.DigitImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's class has what the spaces of the project have: supernet, search, training, model, resuming. */
class OwnSpaceJobsTest {

    private static final String SPACE = SmallImages.class.getName();
    private static final NetworkSize NO_SIZE = new NetworkSize(null, null);

    @TempDir
    private Path directory;

    private DatasetInput dataset;
    private final List<JobEvent> events = new ArrayList<>();

    @BeforeEach
    void writeImages() throws IOException {
        dataset = DigitImages.write(directory.resolve("digits.csv"), 300);
    }

    /** Its networks are others than {@link SmallImages} builds, though its choices are the same. */
    public static final class Changed extends SmallImages {
        @Override
        protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
            return super.build(architecture, input.maxPool(3, 1), classes);
        }
    }

    /** Pools more than 8 x 8 images can be. */
    public static final class Deep extends ChoiceNetworkSpace {
        public Deep() {
            super("deep", Choice.of("pools", 1, 2, 3, 4));
        }

        @Override
        protected FeatureMap build(ChoiceArchitecture architecture, FeatureMap input, int classes) {
            FeatureMap map = input.convolution("stem", 8, 3);
            for (int i = 0; i < architecture.number("pools"); i++) {
                map = map.maxPool(2, 2);
            }
            return map.globalAverage().linear("classifier", classes);
        }
    }

    private TrainSupernetJob supernetJob(
            String space, NetworkSize size, Map<String, String> settings, String out, Duration budget) {
        return new TrainSupernetJob(
                Part.named(space),
                dataset,
                size,
                null,
                settings,
                3,
                Jobs.ONE_THREAD,
                budget,
                directory.resolve(out),
                Jobs.TIMESTAMP);
    }

    private JobEvent.Result trainSupernet(TrainSupernetJob job, LongSupplier clock) throws IOException {
        Files.createDirectories(job.outputDirectory());
        new SupernetRunner(job, events::add, clock).run();
        return result();
    }

    private JobEvent.Result result() {
        return (JobEvent.Result) events.get(events.size() - 1);
    }

    private Path trainedSupernet(String out) throws IOException {
        trainSupernet(supernetJob(SPACE, NO_SIZE, Map.of(), out, null), System::nanoTime);
        return directory.resolve(out).resolve("supernet.zip");
    }

    private SearchJobBuilder search(String space, Path supernet, String out) {
        return Jobs.search(space, Jobs.supernet(Jobs.input(supernet), 60, 30, null), directory.resolve(out))
                .dataset(dataset)
                .strategy(Part.named("random"))
                .steps(12);
    }

    private JsonNode searched(SearchJob job) throws IOException {
        Files.createDirectories(job.outputDirectory());
        new SearchRunner(job, events::add, System::nanoTime).run();
        return new ObjectMapper()
                .readTree(job.outputDirectory().resolve("architecture.json").toFile());
    }

    private EvaluateJob evaluateJob(Path architecture, String out, Duration budget) {
        return new EvaluateJob(
                Part.named(SPACE),
                Jobs.input(architecture),
                null,
                dataset,
                NO_SIZE,
                null,
                Map.of(),
                1,
                1,
                1,
                null,
                Jobs.ONE_THREAD,
                budget,
                directory.resolve(out),
                Jobs.TIMESTAMP);
    }

    private JobEvent.Result evaluate(EvaluateJob job, LongSupplier clock) throws IOException {
        Files.createDirectories(job.outputDirectory());
        new EvaluationRunner(job, events::add, clock).run();
        return result();
    }

    @Test
    void fromTheSupernetToTheModelOfTheWinner() throws IOException {
        Path supernet = trainedSupernet("supernet");
        assertThat(result().summary()).first().isEqualTo("supernet      small-images, 3 epochs on digits.csv");
        JsonNode found = searched(search(SPACE, supernet, "search").build());
        assertThat(found.get("space").asText()).isEqualTo("small-images");
        assertThat(found.get("accuracy").asDouble()).isGreaterThan(0.5);

        evaluate(evaluateJob(directory.resolve("search/architecture.json"), "evaluation", null), System::nanoTime);
        JsonNode evaluation = new ObjectMapper()
                .readTree(directory.resolve("evaluation/evaluation.json").toFile());
        assertThat(evaluation.get("space").asText()).isEqualTo("small-images");
        assertThat(evaluation.get("architecture").asText())
                .isEqualTo(found.get("architecture").asText());
        assertThat(evaluation.get("accuracy").get("mean").asDouble()).isGreaterThan(0.5);
        assertThat(evaluation.get("network").get("params").asLong()).isPositive();
        assertThat(SchemaFile.named("evaluation").violations(evaluation)).isEmpty();
        assertThat(directory.resolve("evaluation/model.zip")).isNotEmptyFile();
    }

    @Test
    void limitsHoldForTheNetworkOnTheseImages() throws IOException {
        SearchJob job = search(SPACE, trainedSupernet("supernet"), "search")
                .constraints(new SearchJob.Constraints(1000L, null, null, null, List.of()))
                .build();
        JsonNode found = searched(job);
        SmallImages space = new SmallImages();
        long params = space.network(space.parse(found.get("architecture").asText()), Skeleton.of(new Shape(1, 8, 8), 3))
                .params();
        assertThat(found.get("cost").get("params").asLong()).isEqualTo(params).isLessThanOrEqualTo(1000);
    }

    @Test
    void anInterruptedSupernetGoesOnToTheSameBytes() throws IOException {
        Path undisturbed = trainedSupernet("whole");
        TrainSupernetJob job = supernetJob(SPACE, NO_SIZE, Map.of(), "pieces", Duration.ofSeconds(3));
        int runs = 1;
        while (!trainSupernet(job, new HurryingClock(Duration.ofSeconds(1))).complete()) {
            runs++;
        }
        assertThat(runs).isGreaterThan(2);
        assertThat(directory.resolve("pieces/supernet.zip")).hasSameBinaryContentAs(undisturbed);
    }

    @Test
    void anInterruptedTrainingWithDropoutGoesOnToTheSameBytes() throws IOException {
        Path architecture = directory.resolve("architecture.json");
        Files.writeString(
                architecture, "{\"architecture\": \"width=8,block1=separable,kernel1=5,block2=gate,dropout=0.3\"}");
        evaluate(evaluateJob(architecture, "whole", null), System::nanoTime);
        EvaluateJob job = evaluateJob(architecture, "pieces", Duration.ofSeconds(6));
        int runs = 1;
        while (!evaluate(job, new HurryingClock(Duration.ofSeconds(1))).complete()) {
            runs++;
        }
        assertThat(runs).isGreaterThan(2);
        for (String file : List.of("evaluation.json", "model.zip", "model.onnx", "training.csv")) {
            assertThat(directory.resolve("pieces").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("whole").resolve(file));
        }
    }

    @Test
    void resultsSayNothingOfChannelsAndCells() throws IOException {
        try (ZipFile supernet = new ZipFile(trainedSupernet("supernet").toFile())) {
            JsonNode description =
                    new ObjectMapper().readTree(supernet.getInputStream(supernet.getEntry("supernet.json")));
            assertThat(SchemaFile.named("supernet").violations(description)).isEmpty();
            assertThat(description.get("network").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("sha256", "classes");
            assertThat(description.get("recipe").has("channels")).isFalse();
            assertThat(description.get("recipe").has("cells")).isFalse();
            assertThat(description.get("recipe").get("epochs").asInt()).isEqualTo(3);
        }
    }

    private void assertRefused(TrainSupernetJob job, String parameter, String... message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> trainSupernet(job, System::nanoTime))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter))
                .satisfies(e -> assertThat(e.getMessage()).contains(message));
    }

    @Test
    void channelsAndCellsAreRefused() {
        String message = "space small-images builds its networks itself";
        assertRefused(supernetJob(SPACE, new NetworkSize(8, null), Map.of(), "a", null), "network.channels", message);
        assertRefused(supernetJob(SPACE, new NetworkSize(null, 2), Map.of(), "b", null), "network.cells", message);
        assertRefused(supernetJob(SPACE, NO_SIZE, Map.of("channels", "8"), "c", null), "settings.channels", message);
    }

    @Test
    void networksThatImagesDoNotFitAreFoundBeforeAnythingIsTrained() {
        assertRefused(
                supernetJob(Deep.class.getName(), NO_SIZE, Map.of("batchSize", "20"), "deep", null),
                "space",
                "can't build the network of pools=4 for 1 x 8 x 8",
                "maxPool(2, 2) can't read 8 x 1 x 1 from layer 'stem'");
        assertThat(directory.resolve("deep/supernet-checkpoint.bin")).doesNotExist();
    }

    @Test
    void aSupernetOfTheClassAsItWasBeforeIsRefused() throws IOException {
        Path supernet = trainedSupernet("supernet");
        SearchJob job = search(Changed.class.getName(), supernet, "search").build();
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> searched(job))
                .withMessageContaining("was trained with other networks than space small-images builds now")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.supernet"));
    }
}
