package io.github.l2nas.spark;

import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.executor.Worker;
import io.github.l2nas.engine.executor.WorkerMessages;
import io.github.l2nas.engine.executor.WorkerProcess;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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
 * @param outputDirectory of the job; where workers take note of the programs that they start
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

    private static final Map<String, Queue<WorkerProcess>> IDLE = new ConcurrentHashMap<>();

    /**
     * A trial, or a task of a job.
     *
     * @param request what the worker is asked for
     * @param reads files that the worker needs, by their absolute places; null for a trial
     * @param writes absolute places of files that the worker leaves
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
     * @param written files that the worker has left, by their absolute places
     */
    @SuppressWarnings("serial") // the map is made serializable
    record Answer(String line, Map<String, byte[]> written) implements Serializable {}

    @Override
    public Answer call(Piece piece) throws Exception {
        Queue<WorkerProcess> idle = IDLE.computeIfAbsent(run, any -> new ConcurrentLinkedQueue<>());
        WorkerProcess worker = idle.poll();
        while (worker != null && !worker.isAlive()) {
            worker = idle.poll();
        }
        try {
            if (worker == null) {
                worker = WorkerProcess.start(command(), environment, localJob());
            }
            Answer answer = piece.isTrial() ? trial(worker, piece) : task(worker, piece);
            if (worker.isAlive()) {
                idle.add(worker);
            }
            return answer;
        } catch (WorkerProcess.LostException e) {
            end(worker);
            throw e; // Spark runs the task again
        } catch (JobException e) {
            return new Answer(WorkerMessages.answer(e), null);
        }
    }

    private Answer trial(WorkerProcess worker, Piece piece) throws WorkerProcess.LostException, InterruptedException {
        TrialOutcome outcome =
                worker.run(piece.request(), timeoutMillis == 0 ? null : Duration.ofMillis(timeoutMillis));
        return new Answer(WorkerMessages.answer(outcome), null);
    }

    private static Answer task(WorkerProcess worker, Piece piece)
            throws WorkerProcess.LostException, InterruptedException, IOException {
        CarriedFiles.write(piece.reads());
        worker.runTask(piece.request());
        return new Answer(WorkerMessages.answerDone(), CarriedFiles.read(piece.writes()));
    }

    /** Ends a worker that was killed, if it had begun, and the programs that it has left. */
    private void end(WorkerProcess worker) {
        if (worker != null) {
            worker.close();
            new StartedPrograms(Path.of(outputDirectory)).endThoseOf(worker.number());
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

    private String localJob() {
        String local = job;
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            local = local.replace("\"" + input.getKey() + "\"", "\"" + SparkFiles.get(input.getValue()) + "\"");
        }
        return local;
    }
}
