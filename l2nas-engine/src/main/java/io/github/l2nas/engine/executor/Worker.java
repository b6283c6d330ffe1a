package io.github.l2nas.engine.executor;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.command.LivePrograms;
import io.github.l2nas.engine.evaluation.EvaluationTasks;
import io.github.l2nas.engine.search.EvaluatorChoice;
import io.github.l2nas.engine.search.TrialRun;
import io.github.l2nas.engine.supernet.SupernetTasks;
import io.github.l2nas.engine.task.TaskWork;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * A process that runs trials or tasks for an engine, one after the other. Its first line of standard input is the job, each further
 * one a trial or a task; it answers on standard output. It ends with its standard input: whoever started it has gone.
 */
public final class Worker {

    private static final int ABANDONED = 3;
    private static final int BROKEN = 4;

    private final PrintStream replies;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private Worker(PrintStream replies) {
        this.replies = replies;
    }

    /**
     * Works until standard input ends.
     *
     * @param arguments none
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream replies = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what an evaluator prints is no reply
        new Worker(replies).run();
    }

    private void run() throws InterruptedException {
        Thread reader = new Thread(this::readRequests, "standard-input");
        reader.setDaemon(true);
        reader.start();
        try {
            Job job = JobJson.read(requests.take());
            if (job instanceof SearchJob search) {
                runTrials(search);
            } else {
                runTasks(job);
            }
        } catch (JobException e) {
            tell(WorkerMessages.Reply.of(e));
            System.exit(0);
        }
    }

    private void runTrials(SearchJob job) throws InterruptedException {
        SearchSpace declared = SearchSpaces.of(job.space());
        EvaluatorChoice choice = EvaluatorChoice.of(job, declared, () -> false, System.err::println);
        try (Evaluator evaluator = choice.evaluator()) {
            if (choice.usesCompute()) {
                requireInstructions(job, job.compute());
            }
            SearchSpace space = evaluator.space(declared);
            tell(WorkerMessages.Reply.whenReady());
            while (true) {
                String request = requests.take();
                tell(reply(() ->
                        WorkerMessages.Reply.of(TrialRun.of(evaluator, WorkerMessages.candidate(request, space)))));
            }
        }
    }

    private void runTasks(Job job) throws InterruptedException {
        try (TaskWork work = work(job)) {
            tell(WorkerMessages.Reply.whenReady());
            while (true) {
                String task = requests.take();
                tell(reply(() -> {
                    work.run(task);
                    return WorkerMessages.Reply.whenDone();
                }));
            }
        }
    }

    private static TaskWork work(Job job) {
        if (job instanceof EvaluateJob evaluation) {
            requireInstructions(job, evaluation.compute());
            return new EvaluationTasks(evaluation);
        }
        if (job instanceof TrainSupernetJob training) {
            requireInstructions(job, training.compute());
            return new SupernetTasks(training);
        }
        throw new IllegalArgumentException("a job without tasks: " + JobJson.write(job));
    }

    private static void requireInstructions(Job job, Compute compute) {
        PinnedInstructions.require(job, compute, System.getenv(PinnedInstructions.EXPECTED));
    }

    /** After an error, of memory for example, nothing is certain in this process any more: it tells of it and ends. */
    private WorkerMessages.Reply reply(Supplier<WorkerMessages.Reply> work) {
        try {
            return work.get();
        } catch (JobException e) {
            return WorkerMessages.Reply.of(e);
        } catch (Error e) {
            tell(WorkerMessages.Reply.lastOfWorker(e + advice(e)));
            LivePrograms.end();
            Runtime.getRuntime().halt(BROKEN);
            throw e;
        }
    }

    private static String advice(Error e) {
        return e instanceof OutOfMemoryError ? "; give workers more memory, or let architectures take less" : "";
    }

    private void tell(WorkerMessages.Reply reply) {
        replies.println(WorkerMessages.line(reply));
    }

    private void readRequests() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Optional<String> line = Optional.ofNullable(in.readLine());
            while (line.isPresent()) {
                requests.add(line.get());
                line = Optional.ofNullable(in.readLine());
            }
        } catch (IOException e) {
            // A broken pipe ends this process just as its end does.
        }
        try {
            LivePrograms.end();
        } finally {
            Runtime.getRuntime().halt(ABANDONED);
        }
    }
}
