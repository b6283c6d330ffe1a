package io.github.l2nas.engine.executor;

import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A {@link Worker} as its engine sees it: takes a trial or a task and answers, or dies. Used by one thread, ended by any. */
public final class WorkerProcess implements AutoCloseable {

    private static final int ERROR_LINES_KEPT = 5;

    /** Signals that come from outside: hang-up, interrupt, kill and termination. */
    private static final Set<Integer> FROM_OUTSIDE = Set.of(128 + 1, 128 + 2, 128 + 9, 128 + 15);

    /** A worker that died through no fault of its trial. */
    public static final class LostException extends Exception {
        private static final long serialVersionUID = 1L;

        LostException(String message) {
            super(message);
        }
    }

    private final Process process;
    private final OutputStream requests;
    /** Empty at the end. */
    private final BlockingQueue<Optional<WorkerMessages.Reply>> replies = new LinkedBlockingQueue<>();

    private final Deque<String> errors = new ArrayDeque<>();

    private WorkerProcess(Process process) {
        this.process = process;
        requests = process.getOutputStream();
        read(
                process.getInputStream(),
                line -> WorkerMessages.reply(line).ifPresent(reply -> replies.add(Optional.of(reply))),
                () -> replies.add(Optional.empty()));
        read(process.getErrorStream(), this::keepError, () -> {});
    }

    /**
     * Starts a worker and waits until it can begin.
     *
     * @param command starts a JVM with {@link Worker} as its main class
     * @param environment variables beside or instead of this process's
     * @param job the job, one line of JSON
     * @return the worker
     * @throws JobException where the job can't be begun, or the JVM can't be started
     * @throws LostException where the worker was killed from outside meanwhile
     * @throws InterruptedException where this thread was interrupted; the worker has ended then
     */
    public static WorkerProcess start(List<String> command, Map<String, String> environment, String job)
            throws LostException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        WorkerProcess worker;
        try {
            worker = new WorkerProcess(builder.start());
        } catch (IOException e) {
            throw new JobException("executor.name", "can't start a worker: " + e.getMessage());
        }
        boolean begun = false;
        try {
            worker.send(job);
            Optional<WorkerMessages.Reply> first = worker.replies.take();
            if (first.isEmpty()) {
                int status = worker.process.waitFor();
                if (FROM_OUTSIDE.contains(status)) {
                    throw new LostException(worker.end(status));
                }
                throw new JobException("executor.name", "a worker ended before it began, " + worker.end(status));
            }
            if (first.get().ready() == null) {
                first.get().outcome(); // throws what is wrong
            }
            begun = true;
            return worker;
        } finally {
            if (!begun) {
                worker.close();
            }
        }
    }

    /**
     * Runs a trial.
     *
     * @param request of {@link WorkerMessages#request}
     * @param timeout when the trial is ended; null for never
     * @return how the trial ended; where it took the worker with it, the worker is not alive any more
     * @throws JobException where nothing can be scored
     * @throws LostException where the worker was killed from outside
     * @throws InterruptedException where this thread was interrupted; the worker has ended then
     */
    public TrialOutcome run(String request, Duration timeout) throws LostException, InterruptedException {
        return ask(request, timeout).outcome();
    }

    /**
     * Does a task.
     *
     * @param name of the task
     * @throws JobException where it can't be done
     * @throws LostException where the worker was killed from outside
     * @throws InterruptedException where this thread was interrupted; the worker has ended then
     */
    public void runTask(String name) throws LostException, InterruptedException {
        ask(name, null).requireDone(name);
    }

    private WorkerMessages.Reply ask(String request, Duration timeout) throws LostException, InterruptedException {
        try {
            send(request);
            Optional<WorkerMessages.Reply> reply =
                    timeout == null ? replies.take() : replies.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (reply == null) {
                close();
                return WorkerMessages.Reply.of(WorkerExecutor.tooLong(timeout));
            }
            if (reply.isPresent()) {
                if (reply.get().ending() != null) {
                    process.waitFor();
                }
                return reply.get();
            }
            int status = process.waitFor();
            if (FROM_OUTSIDE.contains(status)) {
                throw new LostException(end(status));
            }
            return WorkerMessages.Reply.failed("it ended its worker, " + end(status));
        } catch (InterruptedException e) {
            close();
            throw e;
        }
    }

    /** A worker that does not read any more has died: the end of its replies tells how. */
    private void send(String line) {
        try {
            requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    /** Whether it can take a trial or a task. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Number of its process. */
    public long number() {
        return process.pid();
    }

    /** Ends it and what it has started. */
    @Override
    public void close() {
        StartedPrograms.kill(process.toHandle());
    }

    private String end(int status) {
        synchronized (errors) {
            String last = String.join(" | ", errors);
            return "exit code " + status + (last.isEmpty() ? "" : ", last lines: " + last);
        }
    }

    private void keepError(String line) {
        synchronized (errors) {
            if (errors.size() == ERROR_LINES_KEPT) {
                errors.removeFirst();
            }
            errors.addLast(line);
        }
    }

    private static void read(InputStream stream, Consumer<String> line, Runnable atEnd) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(line);
                    } catch (IOException | UncheckedIOException e) {
                        // A process that was ended closes its streams: for the reader that is their end.
                    } finally {
                        atEnd.run();
                    }
                },
                "l2nas-worker-output");
        thread.setDaemon(true);
        thread.start();
    }
}
