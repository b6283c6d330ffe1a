package io.github.l2nas.spark;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs each trial, and each task of another job, as a job of one task of Spark's. Only this process writes results. */
final class SparkExecutor implements TrialExecutor, TaskExecutor {

    /** Setting of ours among Spark's: how long the cluster may have no executor. */
    private static final String EXECUTOR_TIMEOUT = "spark.l2nas.executorTimeout";

    /** Workers that may be killed one after the other at one trial, as on one machine. */
    private static final String MOST_LOST = "10";

    private static final String LATER = ". Results so far are kept; run again to go on";

    private final JavaSparkContext spark;
    private final String master;
    private final WorkerTask task;
    private final Path outputDirectory;
    private final Path stage;
    /** By the names of their groups of jobs. */
    private final Map<String, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();

    /** Those of trials by the names of their groups of jobs. */
    private final Map<String, Candidate> candidates = new ConcurrentHashMap<>();

    private final Optional<ExecutorWatch> watch;
    private final ExecutorService waiters = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "l2nas-spark-trial");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param job the job
     * @param compute what its networks run on
     * @param timeout when a trial is ended; null for never
     * @param settings of the executor
     * @param begins is told which executor of the cluster a trial begins on
     */
    SparkExecutor(
            Job job, Compute compute, Duration timeout, SparkSettings settings, BiConsumer<Candidate, String> begins) {
        SparkConf conf = new SparkConf(true)
                .setAppName("l2nas " + job.space().name())
                .set("spark.ui.enabled", "false")
                .set("spark.task.cpus", String.valueOf(threads(compute)))
                .set("spark.scheduler.mode", "FIFO")
                .set("spark.task.maxFailures", MOST_LOST);
        settings.sparkConf().forEach(conf::set);
        conf.setMaster(settings.master()).set("spark.speculation", "false").setJars(new String[0]);
        master = settings.master();
        outputDirectory = job.outputDirectory();
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
            task = task(job, compute, timeout);
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

    private WorkerTask task(Job job, Compute compute, Duration timeout) {
        ShippedFiles files = new ShippedFiles(spark, stage);
        List<String> classPath = files.classPath();
        files.tasks(List.of(WorkerTask.class, WorkerMessages.class, TrialOutcome.class));
        return new WorkerTask(
                UUID.randomUUID().toString(),
                WorkerCommand.oneLine(job),
                files.inputs(job),
                classPath,
                WorkerCommand.jvmArguments(null),
                WorkerCommand.environment(job, compute),
                job.outputDirectory().toString(),
                timeout == null ? 0 : timeout.toMillis());
    }

    private static int threads(Compute compute) {
        return compute.threads() == null ? 1 : compute.effectiveThreads();
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
    public CompletableFuture<TrialOutcome> submit(Candidate candidate) {
        WorkerTask.Piece trial = new WorkerTask.Piece(WorkerMessages.request(candidate), null, List.of());
        String group = UUID.randomUUID().toString();
        candidates.put(group, candidate);
        return submit(group, () -> WorkerMessages.outcome(answer(trial).line()));
    }

    @Override
    public CompletableFuture<Void> submit(Task work) {
        return submit(UUID.randomUUID().toString(), () -> {
            List<String> writes = CarriedFiles.places(outputDirectory, work.writes());
            WorkerTask.Answer answer = answer(new WorkerTask.Piece(
                    work.name(),
                    CarriedFiles.read(outputDirectory, CarriedFiles.places(outputDirectory, work.reads())),
                    writes));
            WorkerMessages.requireDone(answer.line(), work.name());
            CarriedFiles.write(outputDirectory, writes, answer.written());
            return null;
        });
    }

    private WorkerTask.Answer answer(WorkerTask.Piece piece) {
        return spark.parallelize(List.of(piece), 1).map(task).collect().get(0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is done on cancelling has no result
    private <T> CompletableFuture<T> submit(String group, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        waiting.put(group, result);
        result.whenComplete((ended, problem) -> {
            waiting.remove(group);
            candidates.remove(group);
            if (result.isCancelled()) {
                spark.cancelJobGroup(group);
            }
        });
        waiters.execute(() -> run(work, group, result));
        return result;
    }

    private <T> void run(Callable<T> work, String group, CompletableFuture<T> result) {
        if (result.isDone()) {
            return; // it was cancelled before its turn
        }
        try {
            spark.setJobGroup(group, "l2nas", true);
            result.complete(work.call());
        } catch (JobException e) {
            result.completeExceptionally(e);
        } catch (Exception e) { // Scala throws checked ones without declaring them
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            result.completeExceptionally(
                    new JobException("executor.settings.master", "Spark gave the work up: " + reason + LATER));
        } catch (Error e) {
            result.completeExceptionally(e); // of memory, for example: whoever waits must be told
            throw e;
        }
    }

    private void stopWaiting(Duration patience) {
        JobException problem = new JobException(
                "executor.settings.master",
                "the cluster " + master + " has had no executor for this job for " + patience.toSeconds()
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
