package io.github.l2nas.spark;

import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.engine.executor.Worker;
import io.github.l2nas.engine.executor.WorkerMessages;
import io.github.l2nas.engine.executor.WorkerProcess;
import java.io.File;
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
 * Runs a trial on a machine of the cluster: hands it to a worker process there, of which it keeps as many as tasks run at once. So
 * the trial runs with the search's own classes and none of Spark's, and an error of memory or a crash ends the trial alone.
 *
 * @param search names this search among all that the machine works for
 * @param job the search, one line of JSON, with inputs at their places on the driver
 * @param inputs names of shipped files by these places
 * @param classPath names of shipped files
 * @param arguments of the worker's JVM
 * @param environment of the worker
 * @param outputDirectory of the search; where workers take note of the programs that they start
 * @param timeoutMillis when a trial is ended; 0 for never
 */
record TrialTask(
        String search,
        String job,
        Map<String, String> inputs,
        List<String> classPath,
        List<String> arguments,
        Map<String, String> environment,
        String outputDirectory,
        long timeoutMillis)
        implements Function<String, String> {

    private static final Map<String, Queue<WorkerProcess>> IDLE = new ConcurrentHashMap<>();

    @Override
    public String call(String request) throws Exception {
        Queue<WorkerProcess> idle = IDLE.computeIfAbsent(search, any -> new ConcurrentLinkedQueue<>());
        WorkerProcess worker = idle.poll();
        while (worker != null && !worker.isAlive()) {
            worker = idle.poll();
        }
        try {
            if (worker == null) {
                worker = WorkerProcess.start(command(), environment, localJob());
            }
            TrialOutcome outcome = worker.run(request, timeoutMillis == 0 ? null : Duration.ofMillis(timeoutMillis));
            if (worker.isAlive()) {
                idle.add(worker);
            }
            return WorkerMessages.answer(outcome);
        } catch (WorkerProcess.LostException e) {
            end(worker);
            throw e; // Spark runs the task again
        } catch (JobException e) {
            return WorkerMessages.answer(e);
        }
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
