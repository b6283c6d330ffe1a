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
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs each trial as a job of one task. Only this process writes results. */
final class SparkExecutor implements TrialExecutor {

    /** Setting of ours among Spark's: how long the cluster may have no executor. */
    private static final String EXECUTOR_TIMEOUT = "spark.l2nas.executorTimeout";

    /** Workers that may be killed one after the other at one trial, as on one machine. */
    private static final String MOST_LOST = "10";

    private static final String LATER = ". Scores so far are kept; run again to go on";

    private final JavaSparkContext spark;
    private final String master;
    private final TrialTask task;
    private final Path stage;
    /** By the names of their groups of jobs. */
    private final Map<String, CompletableFuture<TrialOutcome>> waiting = new ConcurrentHashMap<>();

    /** By the names of their groups of jobs. */
    private final Map<String, Candidate> candidates = new ConcurrentHashMap<>();

    private final Optional<ExecutorWatch> watch;
    private final ExecutorService waiters = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "l2nas-spark-trial");
        thread.setDaemon(true);
        return thread;
    });

    SparkExecutor(SearchJob job, SparkSettings settings, BiConsumer<Candidate, String> begins) {
        SparkConf conf = new SparkConf(true)
                .setAppName("l2nas " + job.space().name())
                .set("spark.ui.enabled", "false")
                .set("spark.task.cpus", String.valueOf(threads(job)))
                .set("spark.scheduler.mode", "FIFO")
                .set("spark.task.maxFailures", MOST_LOST);
        settings.sparkConf().forEach(conf::set);
        conf.setMaster(settings.master()).set("spark.speculation", "false").setJars(new String[0]);
        master = settings.master();
        Duration patience = patience(conf);
        SparkMaster.requireListening(master);
        stage = stage();
        spark = connect(conf, master);
        spark.sc()
                .addSparkListener(new TaskPlaces((group, executor) -> Optional.ofNullable(candidates.get(group))
                        .ifPresent(candidate -> begins.accept(candidate, executor))));
        watch = spark.isLocal()
                ? Optional.empty()
                : Optional.of(new ExecutorWatch(spark, patience, () -> stopWaiting(patience)));
        boolean begun = false;
        try {
            task = task(job);
            begun = true;
        } catch (IllegalStateException e) {
            // The master went away, or refused, meanwhile.
            throw SparkMaster.problem(master, String.valueOf(e.getMessage()));
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
                job.outputDirectory().toString(),
                job.trials().timeout() == null ? 0 : job.trials().timeout().toMillis());
    }

    private static int threads(SearchJob job) {
        return job.compute().threads() == null ? 1 : job.compute().effectiveThreads();
    }

    private static Duration patience(SparkConf conf) {
        try {
            return Duration.ofMillis(conf.getTimeAsMs(EXECUTOR_TIMEOUT, "10min"));
        } catch (IllegalArgumentException e) {
            throw new JobException(
                    "executor.settings.conf",
                    EXECUTOR_TIMEOUT + " must be a time, for example 10min; got '" + conf.get(EXECUTOR_TIMEOUT) + "'");
        }
    }

    private static JavaSparkContext connect(SparkConf conf, String master) {
        try {
            JavaSparkContext connected = new JavaSparkContext(conf);
            connected.setLogLevel("WARN");
            return connected;
        } catch (RuntimeException e) {
            throw SparkMaster.problem(master, String.valueOf(e.getMessage()));
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
        waiting.put(group, outcome);
        candidates.put(group, candidate);
        outcome.whenComplete((ended, problem) -> {
            waiting.remove(group);
            candidates.remove(group);
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
            outcome.completeExceptionally(
                    new JobException("executor.settings.master", "Spark gave a trial up: " + reason + LATER));
        }
    }

    private void stopWaiting(Duration patience) {
        JobException problem = new JobException(
                "executor.settings.master",
                "the cluster " + master + " has had no executor for this search for " + patience.toSeconds()
                        + " seconds: see whether its master and its workers run and have enough memory and cores"
                        + LATER);
        waiting.values().forEach(outcome -> outcome.completeExceptionally(problem));
    }

    @Override
    public int workers() {
        return Math.max(1, spark.defaultParallelism());
    }

    @Override
    public void close() {
        watch.ifPresent(ExecutorWatch::close);
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
