package io.github.l2nas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Searches whose trials run on Spark find what a search in one process finds. */
@DisabledOnOs(OS.WINDOWS)
class SparkSearchTest {

    private static final int STEPS = 24;

    @TempDir
    Path directory;

    @Test
    void inOneProcessOfSpark() throws IOException {
        run("here", SearchJob.LOCAL);
        run("spark", spark("local[2]"));
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
    }

    @Test
    void onAClusterOneOfWhoseWorkersIsKilled() throws Exception {
        run("here", SearchJob.LOCAL);
        try (StandaloneCluster cluster = new StandaloneCluster(directory.resolve("cluster"))) {
            CompletableFuture<Void> search = CompletableFuture.runAsync(() -> run("spark", spark(cluster.url())));
            Path journal = directory.resolve("spark/journal.jsonl");
            while (!search.isDone()
                    && (!Files.exists(journal) || Files.readAllLines(journal).size() < 4)) {
                Thread.sleep(50);
            }
            cluster.process(1).descendants().forEach(ProcessHandle::destroyForcibly);
            cluster.process(1).destroyForcibly();
            search.get();
        }
        assertThat(bytes("spark")).isEqualTo(bytes("here"));
    }

    @Test
    void aMasterIsNeededAndAnEvaluatorThatCanMove() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> run("none", Part.named("spark")))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("executor.settings.master"));
    }

    private static Part spark(String master) {
        return Part.named("spark")
                .with("master", master)
                .with(
                        "conf",
                        "{\"spark.executor.memory\": \"512m\", \"spark.driver.host\": \"127.0.0.1\","
                                + " \"spark.driver.bindAddress\": \"127.0.0.1\"}");
    }

    private void run(String output, Part executor) {
        SearchJob job = new SearchJobBuilder(Part.named("nas-bench-201"))
                .evaluator(Part.named(BySeed.class.getName()))
                .strategy(Part.named("l2nas-guided").with("hiddenUnits", 16).with("candidates", 30))
                .steps(STEPS)
                .trials(new SearchJob.Trials(8, null, null))
                .executor(executor)
                .outputDirectory(directory.resolve(output))
                .build();
        new SearchRunner(job, event -> {}, System::nanoTime).run();
    }

    private List<String> bytes(String output) throws IOException {
        Path out = directory.resolve(output);
        return List.of(
                Files.readString(out.resolve("architecture.json")),
                Files.readString(out.resolve("history.csv")),
                HexFormat.of().formatHex(Files.readAllBytes(out.resolve("policy.zip"))));
    }
}
