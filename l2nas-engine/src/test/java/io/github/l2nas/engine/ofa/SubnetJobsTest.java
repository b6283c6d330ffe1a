package io.github.l2nas.engine.ofa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.evaluation.SubnetEvaluationRunner;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.search.HurryingClock;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.engine.tensor.Kernel.Statistics;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** Searches and evaluations on a supernet of random weights, which know nothing of the ten classes of noise. */
class SubnetJobsTest {

    private static final int SIZE = 48;

    @TempDir
    private Path directory;

    private Path photographs;
    private final List<JobEvent> events = new ArrayList<>();

    @BeforeEach
    void writePhotographs() throws IOException {
        photographs = directory.resolve("noise");
        RandomStream random = new RandomStream(1, "photographs");
        for (int label = 0; label < 10; label++) {
            for (int i = 0; i < 2; i++) {
                write("train/" + label + "/" + i + ".png", 70, 60, random);
                write("val/" + label + "/" + i + ".png", 60, 60 + 10 * i, random);
            }
        }
    }

    private void write(String name, int width, int height, RandomStream random) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int colour = random.nextInt(1 << 24);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour ^ (random.nextInt(1 << 24) & 0x3f3f3f));
            }
        }
        Path file = photographs.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private DatasetInput dataset(Path path, Integer imageSize) {
        return new DatasetInput(Jobs.input(path), null, null, imageSize, null);
    }

    private Part supernet(Integer images, Integer calibrationImages) {
        return Jobs.supernet(ReferenceSubNetwork.checkpoint("w0.15/supernet.pth"), images, 8, calibrationImages);
    }

    private EvaluateSubnetJob quantizationJob(String out, Part supernet) {
        return evaluateJob(out, supernet, dataset(photographs, SIZE), null, "int8", null);
    }

    private EvaluateSubnetJob evaluateJob(String out, Part supernet, Double minAccuracy) {
        return evaluateJob(out, supernet, minAccuracy, null);
    }

    private EvaluateSubnetJob evaluateJob(String out, Part supernet, Double minAccuracy, Duration timeBudget) {
        return evaluateJob(out, supernet, dataset(photographs, SIZE), minAccuracy, timeBudget);
    }

    private EvaluateSubnetJob evaluateJob(
            String out, Part supernet, DatasetInput images, Double minAccuracy, Duration timeBudget) {
        return evaluateJob(out, supernet, images, minAccuracy, null, timeBudget);
    }

    private EvaluateSubnetJob evaluateJob(
            String out,
            Part supernet,
            DatasetInput images,
            Double minAccuracy,
            String quantization,
            Duration timeBudget) {
        return new EvaluateSubnetJob(
                Part.named("ofa-mbv3"),
                null,
                OfaArchitecture.SMALLEST.notation(),
                supernet,
                images,
                Jobs.ONE_THREAD,
                minAccuracy,
                quantization,
                null,
                timeBudget,
                directory.resolve(out),
                Jobs.TIMESTAMP);
    }

    private static void run(EvaluateSubnetJob job, Consumer<JobEvent> events, LongSupplier clock) throws IOException {
        Files.createDirectories(job.outputDirectory());
        new SubnetEvaluationRunner(job, events, clock).run();
    }

    private JsonNode evaluate(EvaluateSubnetJob job) throws IOException {
        run(job, events::add, System::nanoTime);
        return new ObjectMapper()
                .readTree(job.outputDirectory().resolve("evaluation.json").toFile());
    }

    @Test
    void anEvaluationTestsWithTheSupernetsStatisticsAndWithItsOwn() throws IOException {
        JsonNode evaluation = evaluate(evaluateJob("both", supernet(null, 16), null));
        assertThat(evaluation.get("accuracy").get("model").asText()).isEqualTo("calibrated");
        for (String form : List.of("plain", "calibrated")) {
            JsonNode accuracy = evaluation.get("accuracy").get(form);
            assertThat(accuracy.get("top1").asDouble()).isBetween(0.0, 1.0);
            assertThat(accuracy.get("top5").asDouble())
                    .isBetween(accuracy.get("top1").asDouble(), 1.0);
        }
        JsonNode network = evaluation.get("network");
        assertThat(network.get("width").asDouble()).isEqualTo(0.15);
        assertThat(network.get("imageSize").asInt()).isEqualTo(SIZE);
        JsonNode dataset = evaluation.get("provenance").get("dataset");
        assertThat(dataset.get("validationImages").asInt()).isEqualTo(20);
        assertThat(dataset.get("calibrationImages").asInt()).isEqualTo(16);
    }

    @Test
    void theModelStandsAlone() throws IOException {
        evaluate(evaluateJob("plain", supernet(null, 0), null));
        float[] image = new float[3 * SIZE * SIZE];
        RandomStream random = new RandomStream(3, "image");
        for (int i = 0; i < image.length; i++) {
            image[i] = 4 * random.nextFloat() - 2;
        }
        Network network = OfaSupernet.read(ReferenceSubNetwork.checkpoint("w0.15/supernet.pth"))
                .subNetwork(OfaArchitecture.SMALLEST, SIZE);
        float[] expected;
        try (Executor executor = new Executor(Backends.choose("onednn"), 1)) {
            expected = executor.logits(network.graph(), network.parameters(), image, Statistics.RUNNING);
        }
        ComputationGraph restored = ModelSerializer.restoreComputationGraph(
                directory.resolve("plain/model.zip").toFile());
        float[] logits = restored.feedForward(Nd4j.create(image, new long[] {1, 3, SIZE, SIZE}, 'c'), false)
                .get("classifier")
                .toFloatVector();
        restored.close();
        for (int k = 0; k < logits.length; k++) {
            assertThat(logits[k]).isCloseTo(expected[k], within(1e-4f));
        }
    }

    @Test
    void theSameJobGivesTheSameBytes() throws IOException {
        JsonNode evaluation = evaluate(quantizationJob("first", supernet(12, 16)));
        assertThat(evaluation.at("/quantization/calibrationImages").asInt()).isEqualTo(16);
        evaluate(quantizationJob("second", supernet(12, 16)));
        for (String file : List.of("evaluation.json", "model.zip", "model.onnx", "model-int8.onnx")) {
            assertThat(directory.resolve("second").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("first").resolve(file));
        }
    }

    @Test
    void quantizationTakesPhotographsToCalibrateOn() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluate(quantizationJob("int8", supernet(12, 0))))
                .withMessageContaining("training photographs")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("quantization"));
    }

    /** The supernet with photographs for several batches of the test. */
    private Part longTest() throws IOException {
        RandomStream random = new RandomStream(2, "photographs");
        for (int label = 0; label < 10; label++) {
            for (int i = 2; i < 20; i++) {
                write("val/" + label + "/" + i + ".png", 50, 50, random);
            }
        }
        return supernet(200, 16);
    }

    private void requireSameResults(String out, String undisturbed) {
        for (String file : List.of("evaluation.json", "model.zip", "model.onnx")) {
            assertThat(directory.resolve(out).resolve(file))
                    .hasSameBinaryContentAs(directory.resolve(undisturbed).resolve(file));
        }
    }

    @Test
    void anEvaluationOutOfTimeGoesOnToTheSameBytes() throws IOException {
        Part supernet = longTest();
        evaluate(evaluateJob("whole", supernet, null));
        EvaluateSubnetJob job = evaluateJob("pieces", supernet, null, Duration.ofSeconds(1));
        int done = 0;
        while (true) {
            run(job, events::add, new HurryingClock(Duration.ofSeconds(1)));
            JobEvent.Result result = (JobEvent.Result) events.get(events.size() - 1);
            if (result.complete()) {
                break;
            }
            done += 32;
            assertThat(result.summary())
                    .containsExactly(
                            "stopped by the time budget after " + done + " of 200 photographs; the next run goes on");
            assertThat(directory.resolve("pieces/evaluation.json")).doesNotExist();
        }
        assertThat(done).isEqualTo(192);
        requireSameResults("pieces", "whole");
    }

    /** By this clock every batch is saved. */
    @Test
    void aKilledEvaluationGoesOnFromItsCheckpointToTheSameBytes() throws IOException {
        Part supernet = longTest();
        evaluate(evaluateJob("whole", supernet, null));
        EvaluateSubnetJob job = evaluateJob("killed", supernet, null);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> run(job, killer(128), new HurryingClock(Duration.ofMinutes(1))));
        Path calibration = directory.resolve("killed/calibration-checkpoint.bin");
        FileTime calibrated = FileTime.fromMillis(0);
        Files.setLastModifiedTime(calibration, calibrated);
        events.clear();
        run(job, events::add, new HurryingClock(Duration.ofMinutes(1)));
        assertThat(events)
                .filteredOn(JobEvent.Progress.class::isInstance)
                .first()
                .extracting(event -> ((JobEvent.Progress) event).done())
                .isEqualTo(160L);
        assertThat(Files.getLastModifiedTime(calibration)).as("calibrated once").isEqualTo(calibrated);
        requireSameResults("killed", "whole");
    }

    /** Ends a run when it tells of so many photographs. */
    private static Consumer<JobEvent> killer(long photographs) {
        return event -> {
            if (event instanceof JobEvent.Progress progress && progress.done() == photographs) {
                throw new IllegalStateException("killed");
            }
        };
    }

    @Test
    void withoutTrainingPhotographsThereIsOnlyThePlainForm() throws IOException {
        photographs = photographs.resolve("val");
        JsonNode evaluation = evaluate(evaluateJob("plain-only", supernet(null, null), null));
        assertThat(evaluation.get("accuracy").has("calibrated")).isFalse();
        assertThat(evaluation.get("accuracy").get("model").asText()).isEqualTo("plain");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluate(evaluateJob("none", supernet(null, 10), null)))
                .withMessage("val has no folder 'train' with photographs to calibrate on. Add one, or set this to 0")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.settings.calibrationImages"));
    }

    @Test
    void anAccuracyThatIsTooLowFailsAndKeepsTheEvaluation() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluate(evaluateJob("low", supernet(null, 0), 1.0)))
                .withMessageContaining("is below the required 100")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("minAccuracy"));
        assertThat(directory.resolve("low/evaluation.json")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({
        "csv, , 48, dataset.format, photographs in folders",
        ", 5, 48, dataset.classes, leave this out",
        ", , 16, dataset.imageSize, 32 to 1024"
    })
    void aSettingThatDoesNotFitIsNamed(
            String format, Integer classes, Integer imageSize, String parameter, String message) {
        InputFile files = new InputFile("noise", photographs, "");
        DatasetInput images = new DatasetInput(files, format, classes, imageSize, null);
        Part supernet = Jobs.supernet(ReferenceSubNetwork.checkpoint("w0.15/supernet.pth"), null, null, null);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> evaluate(evaluateJob("wrong", supernet, images, null, null)))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }

    @Test
    void aSearchAsksTheSupernet() throws IOException {
        SearchJob job = Jobs.search("ofa-mbv3", supernet(10, 8), directory.resolve("search"))
                .dataset(dataset(photographs, SIZE))
                .strategy(Part.named("random"))
                .steps(4)
                .build();
        Files.createDirectories(job.outputDirectory());
        new SearchRunner(job, events::add, System::nanoTime).run();
        JsonNode found = new ObjectMapper()
                .readTree(directory.resolve("search/architecture.json").toFile());
        assertThat(found.get("metric").asText()).isEqualTo("supernet_validation");
        assertThat(found.get("accuracy").asDouble() * 10)
                .isEqualTo(Math.rint(found.get("accuracy").asDouble() * 10));
        assertThat(found.get("provenance")
                        .get("inputs")
                        .get("supernet")
                        .get("name")
                        .asText())
                .isEqualTo("supernet.pth");
    }
}
