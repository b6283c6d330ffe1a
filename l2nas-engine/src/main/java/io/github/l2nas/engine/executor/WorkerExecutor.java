package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.Task;
import io.github.l2nas.api.executor.TaskExecutor;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Runs trials and tasks in worker processes on this machine, which are started when they are needed, and started again when they die. */
final class WorkerExecutor implements TrialExecutor, TaskExecutor {

    /** Workers that may die of one trial before the job ends: then more is wrong than somebody killing them. */
    private static final int MOST_LOST = 10;

    /** What a worker is asked for. */
    @FunctionalInterface
    private interface Request<T> {
        T of(WorkerProcess worker) throws WorkerProcess.LostException, InterruptedException;
    }

    /** What waits for a worker; {@code activity} says what a worker does about it, {@code begin} is
     * told the worker's name. */
    private record Submitted<T>(
            String activity, Consumer<String> begin, Request<T> request, CompletableFuture<T> outcome) {

        void ask(WorkerProcess worker) throws WorkerProcess.LostException, InterruptedException {
            outcome.complete(request.of(worker));
        }
    }

    private final WorkerCommand command;
    private final Duration timeout;
    private final StartedPrograms programs;
    private final BiConsumer<Candidate, String> begins;
    private final BlockingQueue<Submitted<?>> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param command starts a worker
     * @param outputDirectory of the job; where workers take note of the programs that they start
     * @param timeout when a trial is ended; null for never
     * @param workers number of processes, at least 1
     * @param begins is told which worker a trial begins on
     */
    WorkerExecutor(
            WorkerCommand command,
            Path outputDirectory,
            Duration timeout,
            int workers,
            BiConsumer<Candidate, String> begins) {
        this.begins = begins;
        this.command = command;
        this.timeout = timeout;
        programs = new StartedPrograms(outputDirectory);
        for (int worker = 1; worker <= workers; worker++) {
            String name = "worker " + worker;
            Thread thread = new Thread(() -> work(name), "l2nas-worker-" + worker);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    static TrialOutcome tooLong(Duration timeout) {
        return TrialOutcome.failed("it took longer than " + timeout + " and was ended");
    }

    @Override
    public CompletableFuture<TrialOutcome> submit(Candidate candidate) {
        String request = WorkerMessages.request(candidate);
        return submit(
                "scored " + candidate.architecture().notation(),
                name -> begins.accept(candidate, name),
                worker -> worker.run(request, timeout));
    }

    @Override
    public CompletableFuture<Void> submit(Task task) {
        return submit("did the task '" + task.name() + "'", name -> {}, worker -> {
            worker.runTask(task.name());
            return null;
        });
    }

    private <T> CompletableFuture<T> submit(String activity, Consumer<String> begin, Request<T> request) {
        Submitted<T> submitted = new Submitted<>(activity, begin, request, new CompletableFuture<>());
        waiting.add(submitted);
        return submitted.outcome();
    }

    private void work(String name) {
        WorkerProcess worker = null;
        try {
            while (true) {
                Submitted<?> next = waiting.take();
                if (!next.outcome().isDone()) {
                    worker = begin(next, worker, name);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(worker);
        }
    }

    /** Whatever goes wrong is told to whoever waits. */
    private WorkerProcess begin(Submitted<?> next, WorkerProcess before, String name) throws InterruptedException {
        try {
            next.begin().accept(name);
            return run(next, before);
        } catch (RuntimeException | Error e) {
            next.outcome().completeExceptionally(e);
            throw e;
        }
    }

    /** Ends a worker, if there is one, and the programs that it has left where it was killed. */
    private void end(WorkerProcess worker) {
        if (worker != null) {
            worker.close();
            programs.endThoseOf(worker.number());
        }
    }

    /** Returns the worker for what comes next. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is done on cancelling has no result
    private WorkerProcess run(Submitted<?> submitted, WorkerProcess before) throws InterruptedException {
        WorkerProcess worker = before;
        String last = "";
        for (int lost = 0; lost < MOST_LOST && !submitted.outcome().isDone(); lost++) {
            try {
                if (worker == null || !worker.isAlive()) {
                    end(worker);
                    worker = WorkerProcess.start(command.line(), command.environment(), command.job());
                }
                WorkerProcess running = worker;
                submitted.outcome().whenComplete((outcome, problem) -> {
                    if (submitted.outcome().isCancelled()) {
                        running.close();
                    }
                });
                submitted.ask(worker);
            } catch (WorkerProcess.LostException e) {
                last = e.getMessage();
            } catch (JobException e) {
                submitted.outcome().completeExceptionally(e);
            } catch (InterruptedException e) {
                end(worker);
                throw e;
            }
        }
        submitted
                .outcome()
                .completeExceptionally(new JobException(
                        "executor.name",
                        MOST_LOST + " workers were killed one after the other while they "
                                + submitted.activity() + ", the last with " + last
                                + ". The operating system kills what takes too much memory: use fewer workers, or limit"
                                + " their memory. Results so far are kept; run again to go on"));
        return worker;
    }

    @Override
    public int workers() {
        return threads.size();
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            boolean ended = false;
            while (!ended) {
                try {
                    thread.join();
                    ended = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        waiting.forEach(left -> left.outcome().cancel(false));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
