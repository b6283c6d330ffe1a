package io.github.l2nas.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.TrainingJob;
import io.github.l2nas.engine.schema.SchemaFile;
import io.github.l2nas.engine.search.HurryingClock;
import io.github.l2nas.engine.supernet.SupernetRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingJobsTest extends JobFixture {

    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|";

    @BeforeEach
    void writeImages() throws IOException {
        writeImages(300);
    }

    private TrainSupernetJob supernetJob(String out, Map<String, String> settings, Duration budget) {
        return supernetJob("nas-bench-201", new NetworkSize(8, 1), out, settings, budget);
    }

    private TrainSupernetJob supernetJob(
            String space, NetworkSize size, String out, Map<String, String> settings, Duration budget) {
        return TrainingJob.of(space, dataset, out(out))
                .network(size)
                .settings(settings)
                .seed(3)
                .timeBudget(budget)
                .ofSupernet();
    }

    private static Map<String, String> fewEpochs() {
        return Map.of("epochs", "3", "batchSize", "20", "flip", "false", "cropPadding", "1", "validationPaths", "3");
    }

    private Path trainedSupernet(String out) throws IOException {
        assertThat(run(supernetJob(out, fewEpochs(), null)).complete()).isTrue();
        return directory.resolve(out).resolve("supernet.zip");
    }

    private SearchJob searchJob(Path supernet, DatasetInput images, String strategy) {
        return Jobs.search(
                        "nas-bench-201", Jobs.supernet(Jobs.input(supernet), 60, 30, null), directory.resolve("search"))
                .dataset(images)
                .strategy(Part.named(strategy))
                .steps(12)
                .build();
    }

    /** Searches on a supernet with a store; returns the line of the summary that tells of scores. */
    private String scores(Path supernet, String out, long seed, Integer validationImages) throws IOException {
        SearchJob job = Jobs.search(
                        "nas-bench-201",
                        Jobs.supernet(Jobs.input(supernet), validationImages, 30, null),
                        directory.resolve(out))
                .dataset(dataset)
                .strategy(Part.named("local-search"))
                .evaluations(new SearchJob.Evaluations(directory.resolve("scores"), null))
                .seed(seed)
                .uniqueArchitectures(12)
                .build();
        return run(job).summary().stream()
                .filter(line -> line.startsWith("scores "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void successiveHalvingLooksAtFewerImagesFirst() throws IOException {
        Path supernet = trainedSupernet("supernet");
        SearchJob job = Jobs.search(
                        "nas-bench-201",
                        Jobs.supernet(Jobs.input(supernet), 90, 30, null),
                        directory.resolve("halving"))
                .dataset(dataset)
                .strategy(Part.named("successive-halving"))
                .maxEffort(540.0)
                .build();
        run(job);

        List<String> rows = Files.readAllLines(directory.resolve("halving/history.csv"));
        int fidelity = List.of(rows.get(0).split(",")).indexOf("fidelity");
        assertThat(rows.stream().skip(1).map(row -> row.split(",", -1)[fidelity]))
                .containsOnly("30", "90")
                .startsWith("30", "30", "30", "90");
        assertThat(json("halving/architecture.json").at("/accuracy").asDouble() * 90)
                .isCloseTo(
                        Math.rint(json("halving/architecture.json")
                                        .at("/accuracy")
                                        .asDouble()
                                * 90),
                        within(1e-6));
    }

    @Test
    void fewerImagesThanABatchAreAllUsed() throws IOException {
        Path supernet = trainedSupernet("supernet");
        SearchJob job = Jobs.search(
                        "nas-bench-201",
                        Jobs.supernet(Jobs.input(supernet), null, 1000, null),
                        directory.resolve("few"))
                .dataset(dataset)
                .strategy(Part.named("random"))
                .steps(3)
                .build();

        assertThat(run(job).complete()).isTrue();
    }

    @Test
    void scoresOnASupernetServeAnotherBuildAndNoOtherSupernetOrPartOfTheImages() throws IOException {
        Path supernet = trainedSupernet("supernet");
        assertThat(scores(supernet, "one", 1, 60)).startsWith("scores        0 reused, 12 new, ");
        assertThat(scores(supernet, "two", 1, 60)).startsWith("scores        12 reused, 0 new, ");
        // whole batches of 30 are used: the same images as before, then others
        assertThat(scores(supernet, "three", 1, 70)).startsWith("scores        12 reused, 0 new, ");
        assertThat(scores(supernet, "more", 1, 90)).startsWith("scores        0 reused, 12 new, ");
        assertThat(directory.resolve("two/history.csv")).hasSameBinaryContentAs(directory.resolve("one/history.csv"));
        TrainSupernetJob other = supernetJob(
                "other", Map.of("epochs", "2", "batchSize", "20", "flip", "false", "validationPaths", "3"), null);
        run(other);
        assertThat(scores(directory.resolve("other/supernet.zip"), "four", 1, 60))
                .startsWith("scores        0 reused, 12 new, ");
    }

    private EvaluateJob evaluateJob(String out, Double minAccuracy, Duration budget) {
        return evaluateJob(out, minAccuracy, budget, null);
    }

    private EvaluateJob evaluateJob(String out, Double minAccuracy, Duration budget, String quantization) {
        return TrainingJob.of("nas-bench-201", dataset, out(out))
                .network(new NetworkSize(8, 1))
                .settings(Map.of("epochs", "4", "batchSize", "20", "flip", "false", "cropPadding", "1"))
                .timeBudget(budget)
                .quantization(quantization)
                .ofArchitecture(CELL, 2, 1, minAccuracy);
    }

    @Test
    void aSupernetLearnsAndRemembersItsBestPath() throws IOException {
        Path supernet = trainedSupernet("supernet");
        assertThat(supernet).isNotEmptyFile();
        List<String> log = Files.readAllLines(directory.resolve("supernet/training.csv"));
        assertThat(log).hasSize(4).first().isEqualTo("epoch,loss,accuracy");
        double firstLoss = Double.parseDouble(log.get(1).split(",", -1)[1]);
        double lastLoss = Double.parseDouble(log.get(3).split(",", -1)[1]);
        assertThat(lastLoss).isLessThan(firstLoss);
        double best = Double.parseDouble(log.get(3).split(",", -1)[2]);
        assertThat(best).isGreaterThan(0.5);
    }

    /** One channel of the first stage's and two of the others' pass the operations. */
    @Test
    void aNarrowSupernetOfPartialChannelsLearns() throws IOException {
        Map<String, String> settings = Map.of("epochs", "4", "batchSize", "10", "cutout", "0", "flip", "false");
        TrainSupernetJob job = supernetJob("darts", new NetworkSize(4, 3), "narrow", settings, null);
        assertThat(run(job).complete()).isTrue();
        List<String> log = Files.readAllLines(directory.resolve("narrow/training.csv"));
        double firstLoss = Double.parseDouble(log.get(1).split(",", -1)[1]);
        double lastLoss = Double.parseDouble(log.get(4).split(",", -1)[1]);
        assertThat(lastLoss).isLessThan(firstLoss);
    }

    @Test
    void channelsThatPartialConnectionsCannotDivideAreRefused() {
        Map<String, String> settings = Map.of("channels", "18", "batchSize", "10");
        for (NetworkSize size : List.of(new NetworkSize(18, 3), new NetworkSize(null, 3))) {
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(() -> run(supernetJob("darts", size, "odd", settings, null)))
                    .withMessageContaining("channels must be a multiple of 4, got 18")
                    .satisfies(e -> assertThat(e.parameter())
                            .isEqualTo(size.channels() == null ? "settings.channels" : "network.channels"));
        }
    }

    @Test
    void theLogOfASupernetGrowsWithEachEpoch() throws IOException {
        TrainSupernetJob job = supernetJob("growing", fewEpochs(), null);
        Path log = Files.writeString(
                Files.createDirectories(job.outputDirectory()).resolve("training.csv"),
                "epoch,loss,accuracy\n1,9,0.1\n");
        List<List<String>> seen = new ArrayList<>();
        new SupernetRunner(
                        job,
                        event -> {
                            try {
                                seen.add(Files.readAllLines(log));
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        new HurryingClock(Duration.ofSeconds(1)))
                .run();

        assertThat(seen).extracting(List::size).contains(1, 2, 3, 4).isSorted();
        List<String> last = Files.readAllLines(log);
        assertThat(seen).allSatisfy(lines -> assertThat(last).startsWith(lines.toArray(String[]::new)));
    }

    @Test
    void anInterruptedSupernetGoesOnToTheSameBytes() throws IOException {
        byte[] undisturbed = Files.readAllBytes(trainedSupernet("whole"));
        TrainSupernetJob job = supernetJob("pieces", fewEpochs(), Duration.ofSeconds(3));
        int runs = 1;
        while (!run(job, new HurryingClock(Duration.ofSeconds(1))).complete()) {
            runs++;
        }
        assertThat(runs).isGreaterThan(2);
        assertThat(directory.resolve("pieces/supernet.zip")).hasBinaryContent(undisturbed);
        assertThat(directory.resolve("pieces/training.csv"))
                .hasSameBinaryContentAs(directory.resolve("whole/training.csv"));
    }

    @Test
    void aSearchAsksTheSupernet() throws IOException {
        Path supernet = trainedSupernet("supernet");
        SearchJob job = searchJob(supernet, dataset, "random");
        run(job);
        JsonNode found = json("search/architecture.json");
        assertThat(found.get("metric").asText()).isEqualTo("supernet_validation");
        assertThat(found.get("accuracy").asDouble()).isGreaterThan(0.5).isLessThanOrEqualTo(1);
        assertThat(found.get("provenance")
                        .get("inputs")
                        .get("supernet")
                        .get("sha256")
                        .asText())
                .isEqualTo(Jobs.input(supernet).sha256());
    }

    @Test
    void aDamagedSupernetIsNamed() throws IOException {
        Path supernet = trainedSupernet("supernet");
        byte[] bytes = Files.readAllBytes(supernet);
        bytes[bytes.length / 2] ^= 0x55;
        Path damaged = Files.write(directory.resolve("damaged.zip"), bytes);
        Path truncated = Files.write(directory.resolve("truncated.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        for (Path file : List.of(damaged, truncated)) {
            assertThatExceptionOfType(JobException.class)
                    .isThrownBy(() -> run(searchJob(file, dataset, "random")))
                    .withMessageContaining(file.getFileName().toString())
                    .withMessageContaining("Train the supernet again")
                    .satisfies(e -> assertThat(e.parameter()).isEqualTo("evaluator.inputs.supernet"));
        }
    }

    @Test
    void aSupernetOfOtherImagesIsRefused() throws IOException {
        Path supernet = trainedSupernet("supernet");
        DatasetInput other = DigitImages.write(directory.resolve("others.csv"), 240);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(searchJob(supernet, other, "random")))
                .withMessageContaining("others.csv")
                .withMessageContaining("digits.csv");
    }

    @Test
    void aSupernetIsNotScoredOnImagesThatItWasNotTrainedWith() throws IOException {
        Path supernet = trainedSupernet("supernet");
        DatasetInput other = new DatasetInput(dataset.files(), null, null, null, 40);
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(searchJob(supernet, other, "random")))
                .withMessageContaining("was trained on another part of digits.csv")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("dataset"));
    }

    @ParameterizedTest
    @CsvSource({
        "epochs, 0, at least 1",
        "epochs, many, many",
        "channels, 0, channels must be at least 1",
        "cells, 0, cells must be at least 1",
        "batchSize, 4000, larger than the training half",
        "learningRate, -1, positive",
        "epoch, 3, 'there is no setting ''epoch''; the recipe has [channels, cells, epochs,'"
    })
    void aWrongSettingIsNamed(String name, String value, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(supernetJob("wrong", Map.of(name, value), null)))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("settings." + name));
    }

    @Test
    void aTrainingThatDivergesSaysSo() {
        Map<String, String> settings =
                Map.of("epochs", "5", "batchSize", "20", "learningRate", "1e30", "clipNorm", "0");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(supernetJob("diverging", settings, null)))
                .withMessageContaining("lower learning rate");
    }

    @Test
    void anEvaluationTestsEveryRunAndComparesWithRandomArchitectures() throws IOException {
        run(evaluateJob("evaluation", 0.5, null));
        JsonNode evaluation = json("evaluation/evaluation.json");
        assertThat(evaluation.get("runs")).hasSize(2);
        assertThat(evaluation.get("accuracy").get("mean").asDouble()).isGreaterThan(0.5);
        assertThat(evaluation.get("randomArchitectures").get("architectures")).hasSize(1);
        int tested = 0;
        for (JsonNode row : evaluation.get("runs").get(0).get("confusion")) {
            for (JsonNode count : row) {
                tested += count.asInt();
            }
        }
        assertThat(tested).isEqualTo(60);
        assertThat(directory.resolve("evaluation/model.zip")).isNotEmptyFile();
    }

    @Test
    void recipesInResultsHaveTheSizesThatTheJobDeclares() throws IOException {
        assertThat(SupernetRecipe.of((NetworkSpace) SearchSpaces.named("nas-bench-201"))
                        .channels())
                .isNotEqualTo(8);
        run(evaluateJob("evaluation", null, null));
        JsonNode evaluation = json("evaluation/evaluation.json");
        requireSizes(evaluation.get("provenance").get("recipe"));
        try (ZipFile supernet = new ZipFile(trainedSupernet("supernet").toFile())) {
            JsonNode description =
                    new ObjectMapper().readTree(supernet.getInputStream(supernet.getEntry("supernet.json")));
            requireSizes(description.get("recipe"));
            requireSizes(description.get("network"));
        }
    }

    private static void requireSizes(JsonNode sizes) {
        assertThat(sizes.get("channels").asInt()).isEqualTo(8);
        assertThat(sizes.get("cells").asInt()).isEqualTo(1);
    }

    @Test
    void theNextBestOfTheSearchAreTrainedOnceEach() throws IOException {
        Path search = Files.createDirectories(directory.resolve("searched"));
        Files.writeString(
                search.resolve("architecture.json"),
                "{\"space\": \"nas-bench-201\", \"architecture\": \"" + CELL + "\"}");
        String second = CELL.replace("nor_conv_1x1", "nor_conv_3x3");
        String third = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"; // nothing that it could learn with
        Files.write(
                search.resolve("history.csv"),
                List.of(
                        "step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward,fidelity,effort",
                        "1," + third + ",0.6,1,0.6,actor,,9,9",
                        "2," + CELL + ",0.8,1,0.8,actor,,9,18",
                        "3," + CELL.replace("none", "skip_connect") + ",0.99,1,0.8,actor,,1,19",
                        "4," + second + ",0.7,1,0.8,actor,,9,28",
                        "5," + CELL.replace("nor_conv_3x3", "none") + ",,1,0.8,actor,,9,28",
                        "6," + CELL + ",0.8,1,0.8,actor,,9,37"));
        TrainingJob job = TrainingJob.of("nas-bench-201", dataset, out("top"))
                .network(new NetworkSize(8, 1))
                .settings(Map.of("epochs", "5", "batchSize", "10", "flip", "false", "cropPadding", "1"));

        JobEvent.Result result = run(job.ofTop(search, 2, 5));

        assertThat(warnings()).anyMatch(note -> note.contains("scored only 3 different architectures, not 5"));
        JsonNode evaluation = json("top/evaluation.json");
        assertThat(SchemaFile.named("evaluation").violations(evaluation)).isEmpty();
        JsonNode top = evaluation.get("topArchitectures");
        assertThat(top.get("architectures").findValuesAsText("architecture")).containsExactly(second, third);
        assertThat(top.get("architectures").findValuesAsText("searched")).containsExactly("0.7", "0.6");
        // The two others have the same accuracy: two pairs of three agree, and tau-b is 2 / sqrt(3 * 2).
        assertThat(top.get("kendallTau").asDouble()).isEqualTo(0.816);
        assertThat(evaluation.get("runs")).hasSize(2);
        assertThat(evaluation.at("/provenance/history/name").asText()).isEqualTo("history.csv");
        assertThat(result.summary())
                .anyMatch(line -> line.startsWith("top ")
                        && line.contains("the mean of the 2 next best of the search")
                        && line.contains("Kendall's tau"));

        run(evaluateJob("alone", null, null));
        assertThat(json("alone/evaluation.json").has("topArchitectures")).isFalse();
        Files.writeString(search.resolve("history.csv"), "step,architecture,accuracy\n1," + CELL + ",high\n");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(job.ofTop(search, 1, 2)))
                .withMessageContaining(
                        "history.csv is not a history.csv of l2nas:search in this space: row 1 is no trial");
    }

    @Test
    void anInterruptedEvaluationGoesOnToTheSameBytes() throws IOException {
        run(evaluateJob("whole", null, null, "int8"));
        while (!run(
                        evaluateJob("pieces", null, Duration.ofSeconds(8), "int8"),
                        new HurryingClock(Duration.ofSeconds(1)))
                .complete()) {
            assertThat(directory.resolve("pieces/evaluation.json")).doesNotExist();
        }
        for (String file : List.of("evaluation.json", "model.zip", "model.onnx", "model-int8.onnx", "training.csv")) {
            assertThat(directory.resolve("pieces").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("whole").resolve(file));
        }
    }

    @Test
    void quantizationTellsAccuracyAndSizeBeforeAndAfterAndTrainsNothingAgain() throws IOException {
        run(evaluateJob("quantized", null, null));
        assertThat(json("quantized/evaluation.json").has("quantization")).isFalse();

        JobEvent.Result result = run(
                evaluateJob("quantized", null, Duration.ofSeconds(1), "int8"),
                new HurryingClock(Duration.ofSeconds(1)));

        assertThat(result.files()).contains(directory.resolve("quantized/model-int8.onnx"));
        assertThat(result.summary()).anyMatch(line -> line.startsWith("int8  "));
        JsonNode evaluation = json("quantized/evaluation.json");
        JsonNode quantization = evaluation.get("quantization");
        assertThat(quantization.get("type").asText()).isEqualTo("int8");
        assertThat(quantization.get("calibrationImages").asInt()).isBetween(200, 300);
        assertThat(quantization.get("before").get("top1").asDouble())
                .isEqualTo(Math.max(
                        evaluation.at("/runs/0/top1").asDouble(),
                        evaluation.at("/runs/1/top1").asDouble()));
        assertThat(quantization.get("after").get("top1").asDouble())
                .isCloseTo(quantization.get("before").get("top1").asDouble(), within(0.05));
        assertThat(quantization.get("before").get("bytes").asLong())
                .isEqualTo(Files.size(directory.resolve("quantized/model.onnx")));
        assertThat(quantization.get("after").get("bytes").asLong())
                .isEqualTo(Files.size(directory.resolve("quantized/model-int8.onnx")))
                .isLessThan(quantization.get("before").get("bytes").asLong());
    }

    @Test
    void anUnknownTypeOfQuantizationIsRefused() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(evaluateJob("int4", null, null, "int4")))
                .withMessageContaining("'int4' is unknown; there is int8")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("quantization"));
    }

    @Test
    void anAccuracyThatIsTooLowFailsAndKeepsTheEvaluation() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run(evaluateJob("low", 1.0 + 1e-9, null)))
                .withMessageContaining("below the required")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("minAccuracy"));
        assertThat(directory.resolve("low/evaluation.json")).isNotEmptyFile();
    }
}
