package io.github.l2nas.engine.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.graph.FeatureMap;
import io.github.l2nas.api.graph.Shape;
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
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.TrainingJob;
import io.github.l2nas.engine.schema.SchemaFile;
import io.github.l2nas.engine.search.HurryingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's class has what the spaces of the project have: supernet, search, training, model, resuming. */
class OwnSpaceJobsTest extends JobFixture {

    private static final String SPACE = SmallImages.class.getName();

    @BeforeEach
    void writeImages() throws IOException {
        writeImages(300);
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

    private TrainingJob training(String space, String out) {
        return TrainingJob.of(space, dataset, out(out));
    }

    private TrainSupernetJob supernetJob(String out, Duration budget) {
        return training(SPACE, out).seed(3).timeBudget(budget).ofSupernet();
    }

    private JobEvent.Result result() {
        return (JobEvent.Result) events.get(events.size() - 1);
    }

    private Path trainedSupernet(String out) throws IOException {
        run(supernetJob(out, null));
        return directory.resolve(out).resolve("supernet.zip");
    }

    private SearchJobBuilder search(String space, Path supernet, String out) {
        return Jobs.search(space, Jobs.supernet(Jobs.input(supernet), 60, 30, null), directory.resolve(out))
                .dataset(dataset)
                .strategy(Part.named("random"))
                .steps(12);
    }

    private JsonNode searched(SearchJob job) throws IOException {
        run(job);
        return json("search/architecture.json");
    }

    private EvaluateJob evaluateJob(Path architecture, String out, Duration budget) {
        return training(SPACE, out).timeBudget(budget).ofArchitecture(architecture, 1, 1, null);
    }

    @Test
    void fromTheSupernetToTheModelOfTheWinner() throws IOException {
        Path supernet = trainedSupernet("supernet");
        assertThat(result().summary()).first().isEqualTo("supernet      small-images, 3 epochs on digits.csv");
        JsonNode found = searched(search(SPACE, supernet, "search").build());
        assertThat(found.get("space").asText()).isEqualTo("small-images");
        assertThat(found.get("accuracy").asDouble()).isGreaterThan(0.5);

        run(evaluateJob(directory.resolve("search/architecture.json"), "evaluation", null));
        JsonNode evaluation = json("evaluation/evaluation.json");
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
        TrainSupernetJob job = supernetJob("pieces", Duration.ofSeconds(3));
        int runs = 1;
        while (!run(job, new HurryingClock(Duration.ofSeconds(1))).complete()) {
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
        run(evaluateJob(architecture, "whole", null));
        EvaluateJob job = evaluateJob(architecture, "pieces", Duration.ofSeconds(6));
        int runs = 1;
        while (!run(job, new HurryingClock(Duration.ofSeconds(1))).complete()) {
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
                .isThrownBy(() -> run(job))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter))
                .satisfies(e -> assertThat(e.getMessage()).contains(message));
    }

    @Test
    void channelsAndCellsAreRefused() {
        String message = "space small-images builds its networks itself";
        assertRefused(training(SPACE, "a").network(new NetworkSize(8, null)).ofSupernet(), "network.channels", message);
        assertRefused(training(SPACE, "b").network(new NetworkSize(null, 2)).ofSupernet(), "network.cells", message);
        assertRefused(
                training(SPACE, "c").settings(Map.of("channels", "8")).ofSupernet(), "settings.channels", message);
    }

    @Test
    void networksThatImagesDoNotFitAreFoundBeforeAnythingIsTrained() {
        assertRefused(
                training(Deep.class.getName(), "deep")
                        .settings(Map.of("batchSize", "20"))
                        .ofSupernet(),
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
