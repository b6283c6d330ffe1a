package io.github.l2nas.spark;

import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.executor.Worker;
import io.github.l2nas.engine.executor.WorkerMessages;
import io.github.l2nas.engine.executor.WorkerProcess;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.Function;

/**
 * Does a piece of work on a machine of the cluster: hands it to a worker process there, of which it keeps as many as pieces are done
 * at once. So the work is done with the job's own classes and none of Spark's, and an error of memory or a crash ends a trial alone.
 *
 * @param run names this run of the job among all that the machine works for
 * @param job one line of JSON, with inputs at their places on the driver
 * @param inputs names of shipped files by these places
 * @param classPath names of shipped files
 * @param arguments of the worker's JVM
 * @param environment of the worker
 * @param outputDirectory of the job on the driver
 * @param timeoutMillis when a trial is ended; 0 for never
 */
record WorkerTask(
        String run,
        String job,
        Map<String, String> inputs,
        List<String> classPath,
        List<String> arguments,
        Map<String, String> environment,
        String outputDirectory,
        long timeoutMillis)
        implements Function<WorkerTask.Piece, WorkerTask.Answer> {

    private static final Map<String, Queue<PlacedWorker>> IDLE = new ConcurrentHashMap<>();

    /**
     * A trial, or a task of a job.
     *
     * @param request what the worker is asked for
     * @param reads files that the worker needs, by their places in the output directory; null for a trial
     * @param writes places of files that the worker leaves there
     */
    @SuppressWarnings("serial") // the collections are made serializable
    record Piece(String request, Map<String, byte[]> reads, List<String> writes) implements Serializable {

        boolean isTrial() {
            return reads == null;
        }
    }

    /**
     * What came of a piece.
     *
     * @param line of the worker
     * @param written files that the worker has left, by their places
     */
    @SuppressWarnings("serial") // the map is made serializable
    record Answer(String line, Map<String, byte[]> written) implements Serializable {}

    /**
     * A worker and its output directory: the job's for trials; one of its own for tasks, so that two workers of a machine never write
     * the same file.
     */
    private record PlacedWorker(WorkerProcess process, Path directory) {}

    @Override
    public Answer call(Piece piece) throws Exception {
        Queue<PlacedWorker> idle = IDLE.computeIfAbsent(run, any -> new ConcurrentLinkedQueue<>());
        PlacedWorker worker = idle.poll();
        while (worker != null && !worker.process().isAlive()) {
            worker = idle.poll();
        }
        boolean answered = false;
        try {
            if (worker == null) {
                worker = start(piece);
            }
            Answer answer = piece.isTrial() ? trial(worker, piece) : task(worker, piece);
            answered = true;
            if (worker.process().isAlive()) {
                idle.add(worker);
            }
            return answer;
        } catch (JobException e) {
            return new Answer(WorkerMessages.answer(e), null);
        } finally {
            if (!answered) {
                end(worker); // where it was killed, Spark runs the task again
            }
        }
    }

    private PlacedWorker start(Piece piece) throws WorkerProcess.LostException, InterruptedException {
        Path directory = Path.of(outputDirectory);
        if (!piece.isTrial()) {
            directory = Path.of(SparkFiles.getRootDirectory(), "l2nas-" + UUID.randomUUID());
            AtomicFile.createDirectory(directory, "executor.name");
        }
        return new PlacedWorker(WorkerProcess.start(command(), environment, localJob(directory)), directory);
    }

    private Answer trial(PlacedWorker worker, Piece piece) throws WorkerProcess.LostException, InterruptedException {
        TrialOutcome outcome =
                worker.process().run(piece.request(), timeoutMillis == 0 ? null : Duration.ofMillis(timeoutMillis));
        return new Answer(WorkerMessages.answer(outcome), null);
    }

    private static Answer task(PlacedWorker worker, Piece piece)
            throws WorkerProcess.LostException, InterruptedException {
        CarriedFiles.write(worker.directory(), List.copyOf(piece.reads().keySet()), piece.reads());
        worker.process().runTask(piece.request());
        return new Answer(WorkerMessages.answerDone(), CarriedFiles.read(worker.directory(), piece.writes()));
    }

    /** Ends a worker, if it had begun, and the programs that it has left. */
    private static void end(PlacedWorker worker) {
        if (worker != null) {
            worker.process().close();
            new StartedPrograms(worker.directory()).endThoseOf(worker.process().number());
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        command.add("-cp");
        command.add(classPath.stream().map(SparkFiles::get).collect(Collectors.joining(File.pathSeparator)));
        command.add(Worker.class.getName());
        return command;
    }

    private String localJob(Path directory) {
        String local = job;
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            local = local.replace("\"" + input.getKey() + "\"", "\"" + SparkFiles.get(input.getValue()) + "\"");
        }
        return local.replace("\"" + outputDirectory + "\"", "\"" + directory + "\"");
    }
}
