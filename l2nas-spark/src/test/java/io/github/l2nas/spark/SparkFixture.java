package io.github.l2nas.spark;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;

/** Searches of tests, with eight trials in flight. */
abstract class SparkFixture {

    private static final int MILLIS_BETWEEN_LOOKS = 50;

    @TempDir
    Path directory;

    /** What the searches have told. */
    final List<String> events = new CopyOnWriteArrayList<>();

    static Part spark(String master) {
        return spark(master, "");
    }

    /**
     * Executor {@code spark} on the loopback.
     *
     * @param master of the cluster
     * @param more settings of Spark, as they stand in JSON, each after a comma
     */
    static Part spark(String master, String more) {
        return Part.named("spark")
                .with("master", master)
                .with(
                        "conf",
                        "{\"spark.executor.memory\": \"512m\", \"spark.driver.host\": \"127.0.0.1\","
                                + " \"spark.driver.bindAddress\": \"127.0.0.1\"" + more + "}");
    }

    SearchJobBuilder search(String output, Part evaluator, int steps, Part executor) {
        return new SearchJobBuilder(Part.named("nas-bench-201"))
                .evaluator(evaluator)
                .compute(new Compute("onednn", 1))
                .strategy(Part.named("l2nas-guided").with("hiddenUnits", 16).with("candidates", 30))
                .steps(steps)
                .trials(new SearchJob.Trials(8, null, null))
                .executor(executor)
                .outputDirectory(directory.resolve(output));
    }

    void run(SearchJob job) {
        new SearchRunner(job, event -> events.add(event.toString()), System::nanoTime).run();
    }

    CompletableFuture<Void> begin(SearchJob job) {
        return CompletableFuture.runAsync(() -> run(job));
    }

    /** Returns when so many trials have been observed, or when the search has ended. */
    void awaitTrials(CompletableFuture<Void> search, String output, int trials)
            throws IOException, InterruptedException {
        Path journal = directory.resolve(output).resolve("journal.jsonl");
        // Its first line is about the search.
        while (!search.isDone()
                && (!Files.exists(journal) || Files.readAllLines(journal).size() <= trials)) {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    /** Kills what there is to kill as soon as there is something; false where the search ended before. */
    static boolean kill(CompletableFuture<Void> search, Supplier<List<ProcessHandle>> processes)
            throws InterruptedException {
        while (!search.isDone()) {
            Optional<ProcessHandle> one = processes.get().stream().findFirst();
            if (one.isPresent() && one.get().destroyForcibly()) {
                return true;
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
        return false;
    }

    /** The results that must not depend on where trials run. */
    List<String> bytes(String output) throws IOException {
        Path out = directory.resolve(output);
        return List.of(
                Files.readString(out.resolve("architecture.json")),
                Files.readString(out.resolve("history.csv")),
                HexFormat.of().formatHex(Files.readAllBytes(out.resolve("policy.zip"))));
    }
}
