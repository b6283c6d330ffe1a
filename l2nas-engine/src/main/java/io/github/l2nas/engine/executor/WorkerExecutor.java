package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.TrialExecutor;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;

/** Runs trials in worker processes on this machine, which are started when they are needed, and started again when they die. */
final class WorkerExecutor implements TrialExecutor {

    /** Workers that may die of one trial before the search ends: then more is wrong than somebody killing them. */
    private static final int MOST_LOST = 10;

    private record Submitted(Candidate candidate, CompletableFuture<TrialOutcome> outcome) {}

    private final WorkerCommand command;
    private final Duration timeout;
    private final StartedPrograms programs;
    private final BiConsumer<Candidate, String> begins;
    private final BlockingQueue<Submitted> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param job the search
     * @param workers number of processes, at least 1
     * @param memory largest heap of each as {@code -Xmx} takes it; null for that of this process
     * @param begins is told which worker a trial begins on
     */
    WorkerExecutor(SearchJob job, int workers, String memory, BiConsumer<Candidate, String> begins) {
        command = WorkerCommand.of(job, memory);
        timeout = job.trials().timeout();
        this.begins = begins;
        programs = new StartedPrograms(job.outputDirectory());
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
        Submitted submitted = new Submitted(candidate, new CompletableFuture<>());
        waiting.add(submitted);
        return submitted.outcome();
    }

    private void work(String name) {
        WorkerProcess worker = null;
        try {
            while (true) {
                Submitted next = waiting.take();
                if (!next.outcome().isDone()) {
                    begins.accept(next.candidate(), name);
                    worker = run(next, worker);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(worker);
        }
    }

    /** Ends a worker, if there is one, and the programs that it has left where it was killed. */
    private void end(WorkerProcess worker) {
        if (worker != null) {
            worker.close();
            programs.endThoseOf(worker.number());
        }
    }

    /** Returns the worker for the next trial. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is done on cancelling has no result
    private WorkerProcess run(Submitted trial, WorkerProcess before) throws InterruptedException {
        String request = WorkerMessages.request(trial.candidate());
        WorkerProcess worker = before;
        String last = "";
        for (int lost = 0; lost < MOST_LOST && !trial.outcome().isDone(); lost++) {
            try {
                if (worker == null || !worker.isAlive()) {
                    end(worker);
                    worker = WorkerProcess.start(command.line(), command.environment(), command.job());
                }
                WorkerProcess running = worker;
                trial.outcome().whenComplete((outcome, problem) -> {
                    if (trial.outcome().isCancelled()) {
                        running.close();
                    }
                });
                trial.outcome().complete(worker.run(request, timeout));
            } catch (WorkerProcess.LostException e) {
                last = e.getMessage();
            } catch (JobException e) {
                trial.outcome().completeExceptionally(e);
            } catch (InterruptedException e) {
                end(worker);
                throw e;
            }
        }
        trial.outcome()
                .completeExceptionally(new JobException(
                        "executor.name",
                        MOST_LOST + " workers were killed one after the other while they scored "
                                + trial.candidate().architecture().notation() + ", the last with " + last
                                + ". The operating system kills what takes too much memory: use fewer workers, or limit"
                                + " their memory. Scores so far are kept; run again to go on"));
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
        waiting.forEach(submitted -> submitted.outcome().cancel(false));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
