package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import io.github.l2nas.engine.supernet.SupernetRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of work that goes to a cluster of two workers finds, byte for byte, what one undisturbed worker on this machine finds,
 * while an executor of Spark and a process that runs trials are killed in the midst of them.
 */
@DisabledOnOs(OS.WINDOWS)
class SparkKilledWorkersTest extends SparkFixture {

    private static final int STEPS = 12;
    private static final int TABLE_STEPS = 60;
    private static final int SIDE = 8;
    private static final int IMAGES = 120;
    private static final String TIMESTAMP = "2026-01-01T00:00:00Z";
    private static final NetworkSize TINY = new NetworkSize(8, 1);

    /** Takes a tenth to half a second; the accuracy follows from the seed. */
    private static final String SCRIPT =
            "sleep 0.$(( $$ % 5 + 1 )); echo \"{\\\"accuracy\\\": 0.$(( ($1 % 800 + 800) % 800 + 100 ))}\"";

    @TempDir
    static Path home;

    private static StandaloneCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = new StandaloneCluster(home.resolve("cluster"));
    }

    @AfterAll
    static void endCluster() throws IOException {
        cluster.close();
    }

    @Test
    void training() throws Exception {
        Part evaluator =
                Part.named("train").with("epochs", 1).with("batchSize", 20).with("flip", false);
        disturb(evaluator, images(), TINY);
    }

    @Test
    void scoringOnASupernet() throws Exception {
        DatasetInput images = images();
        Path output = Files.createDirectories(directory.resolve("supernet"));
        train(supernet(output, images, Map.of("epochs", "1", "batchSize", "20"), null));
        Part evaluator = Part.reading("supernet", "supernet", input(output.resolve("supernet.zip")))
                .with("batchSize", 20)
                .with("calibrationImages", 40);
        disturb(evaluator, images, null);
    }

    @Test
    void programs() throws Exception {
        List<String> command = List.of("sh", "-c", SCRIPT, "score", "{seed}");
        Part evaluator = Part.named("command")
                .with("command", new ObjectMapper().writeValueAsString(command))
                .with("workingDirectory", directory);
        disturb(evaluator, null, null);
    }

    /** Where a table scores, nobody needs a cluster; it works there nevertheless. */
    @Test
    void aTable() throws Exception {
        Path table =
                Path.of("..", "examples", "nas-bench-201", "stand-in.csv.gz").toAbsolutePath();
        Part evaluator = Part.reading("table", "table", input(table));
        run(table("here", evaluator, SearchJob.LOCAL));
        CompletableFuture<Void> search = begin(table("there", evaluator, spark(cluster.url())));
        awaitTrials(search, "there", 2);
        assertThat(kill(search, cluster::executors)).isTrue();
        search.get();
        assertThat(bytes("there")).isEqualTo(bytes("here"));
    }

    private SearchJob table(String output, Part evaluator, Part executor) {
        return search(output, evaluator, TABLE_STEPS, executor)
                .metric("accuracy_a")
                .build();
    }

    @Test
    void replicasOfASupernet() throws Exception {
        DatasetInput images = images();
        Map<String, String> settings =
                Map.of("epochs", "12", "batchSize", "20", "replicas", "2", "roundSteps", "1", "flip", "false");
        Path here = Files.createDirectories(directory.resolve("here"));
        Path there = Files.createDirectories(directory.resolve("there"));
        train(supernet(here, images, settings, null));
        CompletableFuture<Void> training =
                CompletableFuture.runAsync(() -> train(supernet(there, images, settings, spark(cluster.url()))));
        assertThat(kill(training, cluster::trialProcesses)).isTrue();
        training.get();
        requireSame(List.of("supernet.zip", "training.csv"), here, there);
    }

    @Test
    void trainingsOfAnEvaluation() throws Exception {
        DatasetInput images = images();
        Path here = Files.createDirectories(directory.resolve("here"));
        Path there = Files.createDirectories(directory.resolve("there"));
        evaluate(here, images, null);
        CompletableFuture<Void> evaluation =
                CompletableFuture.runAsync(() -> evaluate(there, images, spark(cluster.url())));
        assertThat(kill(evaluation, cluster::trialProcesses)).isTrue();
        evaluation.get();
        requireSame(List.of("evaluation.json", "model.zip", "model.onnx"), here, there);
    }

    private static void requireSame(List<String> files, Path here, Path there) {
        for (String file : files) {
            assertThat(there.resolve(file)).hasSameBinaryContentAs(here.resolve(file));
        }
    }

    private static void train(TrainSupernetJob job) {
        new SupernetRunner(job, event -> {}, System::nanoTime).run();
    }

    private static TrainSupernetJob supernet(
            Path output, DatasetInput images, Map<String, String> settings, Part executor) {
        return new TrainSupernetJob(
                Part.named("nas-bench-201"),
                images,
                TINY,
                null,
                settings,
                1,
                new Compute("onednn", 1),
                executor,
                null,
                output,
                TIMESTAMP);
    }

    private static void evaluate(Path output, DatasetInput images, Part executor) {
        EvaluateJob job = new EvaluateJob(
                Part.named("nas-bench-201"),
                null,
                "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|nor_conv_1x1~1|avg_pool_3x3~2|",
                images,
                TINY,
                null,
                Map.of("epochs", "20", "batchSize", "20", "flip", "false"),
                1,
                2,
                1,
                null,
                null,
                null,
                null,
                new Compute("onednn", 1),
                executor,
                null,
                output,
                TIMESTAMP);
        new EvaluationRunner(job, event -> {}, System::nanoTime).run();
    }

    private void disturb(Part evaluator, DatasetInput images, NetworkSize network) throws Exception {
        run(job("undisturbed", evaluator, images, network, Part.named("local").with("workers", 1)));
        CompletableFuture<Void> search = begin(job("killed", evaluator, images, network, spark(cluster.url())));
        awaitTrials(search, "killed", 2);
        assertThat(kill(search, cluster::executors)).isTrue();
        awaitTrials(search, "killed", STEPS / 2);
        assertThat(kill(search, cluster::trialProcesses)).isTrue();
        search.get();
        assertThat(bytes("killed")).isEqualTo(bytes("undisturbed"));
    }

    private SearchJob job(String output, Part evaluator, DatasetInput images, NetworkSize network, Part executor) {
        SearchJobBuilder job = search(output, evaluator, STEPS, executor);
        if (images != null) {
            job.dataset(images);
        }
        if (network != null) {
            job.network(network);
        }
        return job.build();
    }

    /** Noisy images of which one half is bright: of class 0 the left one, of class 1 the upper one. */
    private DatasetInput images() throws IOException {
        RandomStream random = new RandomStream(1, "test.images");
        StringBuilder text = new StringBuilder();
        for (int image = 0; image < IMAGES; image++) {
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int along = image % 2 == 0 ? pixel % SIDE : pixel / SIDE;
                text.append((along < SIDE / 2 ? 9 : 2) + random.nextInt(6)).append(',');
            }
            text.append(image % 2).append('\n');
        }
        return new DatasetInput(
                input(Files.writeString(directory.resolve("images.csv"), text)), null, null, null, null);
    }

    private static InputFile input(Path file) throws IOException {
        return new InputFile(file.getFileName().toString(), file, ContentDigest.of(file));
    }
}
