package io.github.l2nas.maven.fork;

import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of the engine in a JVM of its own, which never outlives Maven: it is destroyed when the waiting thread is
 * interrupted and when Maven shuts down, and ends by itself when its standard input does, whatever became of Maven.
 */
public final class EngineProcess {

    private static final int EXIT_RESULT = 0;
    private static final int EXIT_FAILURE = 2;
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final EngineListener listener;

    /** Beside events: a JVM that can't start says why here. */
    private final LastLines lastOutputLines = new LastLines();

    private final LastLines lastErrorLines = new LastLines();

    private EngineProcess(Process process, EngineListener listener) {
        this.process = process;
        this.listener = listener;
    }

    /**
     * Runs the engine to its end.
     *
     * @param command what to start
     * @param directory working directory, the job's output directory, where a crashing JVM leaves its report
     * @param listener hears every event and other line
     * @return the last event, a {@link JobEvent.Result} or a {@link JobEvent.Failure}
     * @throws EngineCrashException where the engine ended in any other way
     * @throws IOException where it can't be started
     * @throws InterruptedException where this thread was interrupted; the engine has ended then
     */
    public static JobEvent run(EngineCommand command, Path directory, EngineListener listener)
            throws EngineCrashException, IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.line()).directory(directory.toFile());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        Thread atShutdown = new Thread(process::destroy, "l2nas-engine-shutdown");
        // Standard input stays open meanwhile: its end tells the engine that Maven has gone.
        OutputStream input = process.getOutputStream();
        try {
            Runtime.getRuntime().addShutdownHook(atShutdown);
            return new EngineProcess(process, listener).awaitLastEvent();
        } finally {
            end(process);
            new StartedPrograms(directory).endThoseLeft(); // a killed engine could not
            forget(atShutdown);
            input.close();
        }
    }

    private JobEvent awaitLastEvent() throws EngineCrashException, InterruptedException {
        BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();
        Thread outputReader = readLines(
                "output",
                process.getInputStream(),
                line -> output.add(Optional.of(line)),
                () -> output.add(Optional.empty()));
        Thread errorReader = readLines("errors", process.getErrorStream(), lastErrorLines::add, () -> {});
        JobEvent last = null;
        for (Optional<String> line = output.take(); line.isPresent(); line = output.take()) {
            JobEvent event = parse(line.get());
            if (event == null) {
                lastOutputLines.add(line.get());
                listener.otherLine(line.get());
                continue;
            }
            last = event;
            listener.event(event);
        }
        outputReader.join();
        errorReader.join();
        int exitCode = process.waitFor();
        boolean succeeded = exitCode == EXIT_RESULT && last instanceof JobEvent.Result;
        boolean failed = exitCode == EXIT_FAILURE && last instanceof JobEvent.Failure;
        if (succeeded || failed) {
            lastErrorLines.list().forEach(listener::otherLine);
            return last;
        }
        List<String> lastLines = new ArrayList<>(lastOutputLines.list());
        lastLines.addAll(lastErrorLines.list());
        throw new EngineCrashException(CrashDiagnosis.of(exitCode, lastLines));
    }

    /** An event, or null: JVMs and agents print to standard output, too. */
    private static JobEvent parse(String line) {
        if (!line.startsWith("{")) {
            return null;
        }
        try {
            return JobJson.readEvent(line);
        } catch (JobException e) {
            return null;
        }
    }

    private static Thread readLines(String name, InputStream stream, Consumer<String> line, Runnable atEnd) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(line);
                    } catch (IOException | UncheckedIOException e) {
                        // A destroyed process closes its streams: for the reader that is their end.
                        line.accept("(stream closed: " + e.getMessage() + ")");
                    } finally {
                        atEnd.run();
                    }
                },
                "l2nas-engine-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread atShutdown) {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // Maven is shutting down, and the hook does its work.
            return;
        }
    }
}
