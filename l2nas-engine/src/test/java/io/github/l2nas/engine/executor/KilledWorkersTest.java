package io.github.l2nas.engine.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.engine.JobFixture;
import io.github.l2nas.engine.Jobs;
import io.github.l2nas.engine.TrainingJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Each kind of work that goes to workers: two of them, one of which is killed now and again, find byte for byte what one
 * undisturbed process finds.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledWorkersTest extends JobFixture {

    private static final int STEPS = 14;
    private static final int KILLS = 3;
    private static final int MILLIS_BETWEEN_KILLS = 800;
    private static final int IN_FLIGHT = 8;

    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|nor_conv_1x1~1|avg_pool_3x3~2|";

    /** Takes a tenth to half a second; the accuracy follows from the letters of the architecture. */
    private static final String SCRIPT = "sleep 0.$(( $$ % 5 + 1 )); echo \"{\\\"accuracy\\\": 0.$(( $1 + 100 ))}\"";

    @Test
    void training() throws IOException {
        writeImages(200);
        disturb(Part.named("train").with("epochs", 1).with("batchSize", 20).with("flip", false));
    }

    @Test
    void scoringOnASupernet() throws IOException {
        writeImages(200);
        run(TrainingJob.of("nas-bench-201", dataset, out("supernet"))
                .network(new NetworkSize(8, 1))
                .settings(Map.of("epochs", "1", "batchSize", "20"))
                .ofSupernet());
        disturb(Jobs.supernet(Jobs.input(out("supernet").resolve("supernet.zip")), null, 20, 40));
    }

    @Test
    void programs() throws IOException {
        List<String> command = List.of("sh", "-c", SCRIPT, "score", "{seed}");
        disturb(Part.named("command")
                .with("command", new ObjectMapper().writeValueAsString(command))
                .with("workingDirectory", directory));
    }

    @Test
    void trainingsOfAnEvaluation() throws IOException {
        writeImages(200);
        disturb(
                List.of("evaluation.json", "model.zip", "model.onnx", "training.csv"),
                (output, executor) -> network(output, executor, Map.of("epochs", "60", "batchSize", "20"))
                        .ofArchitecture(CELL, 2, 2, null));
    }

    @Test
    void eachRunEndsATrainingHoweverShortItsTime() throws IOException {
        writeImages(60);
        Map<String, String> settings = Map.of("epochs", "2", "batchSize", "20");
        run(network("whole", null, settings).ofArchitecture(CELL, 3, 0, null));
        EvaluateJob job = network("pieces", Part.named("local").with("workers", 1), settings)
                .timeBudget(Duration.ZERO)
                .ofArchitecture(CELL, 3, 0, null);
        JobEvent.Result result = run(job);
        assertThat(result.complete()).isFalse();
        assertThat(result.summary().toString()).contains("1 of 3 trainings");
        while (!result.complete()) {
            result = run(job);
        }
        assertThat(out("pieces").resolve("evaluation.json"))
                .hasSameBinaryContentAs(out("whole").resolve("evaluation.json"));
    }

    @Test
    void replicasOfASupernet() throws IOException {
        writeImages(200);
        disturb(
                List.of("supernet.zip", "training.csv"),
                (output, executor) -> network(
                                output,
                                executor,
                                Map.of("epochs", "12", "batchSize", "20", "replicas", "3", "roundSteps", "1"))
                        .ofSupernet());
    }

    private TrainingJob network(String output, Part executor, Map<String, String> settings) {
        return TrainingJob.of("nas-bench-201", dataset, out(output))
                .network(new NetworkSize(8, 1))
                .settings(settings)
                .executor(executor);
    }

    /** Without workers, then with two that are killed. */
    private void disturb(List<String> files, BiFunction<String, Part, Job> job) throws IOException {
        run(job.apply("undisturbed", null));
        Part workers = Part.named("local").with("workers", 2);
        int killed = killingWorkers(() -> run(job.apply("killed", workers)), () -> true);
        assertThat(killed).isPositive();
        requireSame(files);
    }

    /** The first time it is asked it tells its process's number and waits. */
    private static final String WAITING =
            "mkdir once 2>/dev/null && { echo $$ > waiting; exec sleep 600; }; echo '{\"accuracy\": 0.5}'";

    @Test
    void aProgramEndsWithItsWorker() throws IOException {
        Part evaluator = Part.named("command")
                .with("command", new ObjectMapper().writeValueAsString(List.of("sh", "-c", WAITING)))
                .with("workingDirectory", directory);
        Path waiting = directory.resolve("waiting");
        Path notes = out("out").resolve("programs");
        killingWorkers(() -> run(job("out", evaluator, 1)), () -> hasText(waiting) && isNoted(waiting, notes));
        long program = Long.parseLong(Files.readString(waiting).strip());
        // Nobody but the system's first process can take note of its end, and that may take some seconds.
        for (ProcessHandle left : ProcessHandle.of(program).stream().toList()) {
            assertThat(left.onExit()).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    private static boolean hasText(Path file) {
        return file.toFile().length() > 0;
    }

    private static boolean isNoted(Path waiting, Path notes) {
        try {
            return hasText(notes.resolve(Files.readString(waiting).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void disturb(Part evaluator) throws IOException {
        run(job("undisturbed", evaluator, 1));
        int killed = killingWorkers(() -> run(job("killed", evaluator, 2)), () -> true);
        assertThat(killed).isPositive();
        requireSame(List.of("architecture.json", "history.csv", "policy.zip"));
    }

    private void requireSame(List<String> files) {
        for (String file : files) {
            assertThat(out("killed").resolve(file))
                    .hasSameBinaryContentAs(out("undisturbed").resolve(file));
        }
    }

    private SearchJob job(String output, Part evaluator, int workers) throws IOException {
        SearchJobBuilder job = Jobs.search("nas-bench-201", evaluator, out(output));
        if (dataset != null) {
            job.dataset(dataset);
        }
        if (evaluator.name().equals("train")) {
            job.network(new NetworkSize(8, 1));
        }
        return job.strategy(Part.named("l2nas-guided").with("hiddenUnits", 16).with("candidates", 30))
                .steps(STEPS)
                .evaluations(new SearchJob.Evaluations(out("scores-" + output), 1000))
                .trials(new SearchJob.Trials(IN_FLIGHT, null, null))
                .executor(Part.named("local").with("workers", workers))
                .build();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** How many workers were killed, each when it was time. They are the only children of this process. */
    private static int killingWorkers(Work work, BooleanSupplier ready) throws IOException {
        AtomicInteger killed = new AtomicInteger();
        Thread killer = new Thread(() -> {
            try {
                while (killed.get() < KILLS) {
                    Thread.sleep(MILLIS_BETWEEN_KILLS);
                    ProcessHandle.current()
                            .children()
                            .findAny()
                            .filter(worker -> ready.getAsBoolean() && worker.destroyForcibly())
                            .ifPresent(worker -> killed.incrementAndGet());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        try {
            work.run();
        } finally {
            killer.interrupt();
        }
        return killed.get();
    }
}
