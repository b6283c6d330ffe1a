package io.github.l2nas.spark;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.engine.executor.WorkerCommand;
import io.github.l2nas.engine.executor.WorkerMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs each trial as a job of one task. Only this process writes results. */
final class SparkExecutor implements TrialExecutor {

    private final JavaSparkContext spark;
    private final TrialTask task;
    private final Path stage;
    private final ExecutorService waiters = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "l2nas-spark-trial");
        thread.setDaemon(true);
        return thread;
    });

    SparkExecutor(SearchJob job, SparkSettings settings) {
        SparkConf conf = new SparkConf(true)
                .setAppName("l2nas " + job.space().name())
                .set("spark.ui.enabled", "false")
                .set("spark.task.cpus", String.valueOf(threads(job)))
                .set("spark.scheduler.mode", "FIFO");
        settings.sparkConf().forEach(conf::set);
        conf.setMaster(settings.master()).set("spark.speculation", "false").setJars(new String[0]);
        stage = stage();
        spark = connect(conf, settings.master());
        boolean begun = false;
        try {
            task = task(job);
            begun = true;
        } finally {
            if (!begun) {
                close();
            }
        }
    }

    private TrialTask task(SearchJob job) {
        ShippedFiles files = new ShippedFiles(spark, stage);
        List<String> classPath = files.classPath();
        files.tasks(List.of(TrialTask.class, WorkerMessages.class, TrialOutcome.class));
        return new TrialTask(
                UUID.randomUUID().toString(),
                WorkerCommand.oneLine(job),
                files.inputs(job),
                classPath,
                WorkerCommand.jvmArguments(null),
                WorkerCommand.environment(job),
                job.trials().timeout() == null ? 0 : job.trials().timeout().toMillis());
    }

    private static int threads(SearchJob job) {
        return job.compute().threads() == null ? 1 : job.compute().effectiveThreads();
    }

    private static JavaSparkContext connect(SparkConf conf, String master) {
        try {
            JavaSparkContext connected = new JavaSparkContext(conf);
            connected.setLogLevel("WARN");
            return connected;
        } catch (RuntimeException e) {
            throw new JobException(
                    "executor.settings.master", "can't start Spark with master " + master + ": " + e.getMessage());
        }
    }

    private static Path stage() {
        try {
            return Files.createTempDirectory("l2nas-spark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what is done on cancelling has no result
    public CompletableFuture<TrialOutcome> submit(Candidate candidate) {
        String request = WorkerMessages.request(candidate);
        String group = UUID.randomUUID().toString();
        CompletableFuture<TrialOutcome> outcome = new CompletableFuture<>();
        outcome.whenComplete((ended, problem) -> {
            if (outcome.isCancelled()) {
                spark.cancelJobGroup(group);
            }
        });
        waiters.execute(() -> run(request, group, outcome));
        return outcome;
    }

    private void run(String request, String group, CompletableFuture<TrialOutcome> outcome) {
        try {
            spark.setJobGroup(group, "trial", true);
            String answer =
                    spark.parallelize(List.of(request), 1).map(task).collect().get(0);
            outcome.complete(WorkerMessages.outcome(answer));
        } catch (JobException e) {
            outcome.completeExceptionally(e);
        } catch (Exception e) { // Scala throws checked ones without declaring them
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            outcome.completeExceptionally(new JobException(
                    "executor.settings.master",
                    "Spark gave a trial up: " + reason + ". Scores so far are kept; run again to go on"));
        }
    }

    @Override
    public int workers() {
        return Math.max(1, spark.defaultParallelism());
    }

    @Override
    public void close() {
        spark.cancelAllJobs();
        waiters.shutdownNow();
        spark.stop();
        try (Stream<Path> tree = Files.walk(stage)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A temporary directory that is left behind does no harm.
        }
    }
}
