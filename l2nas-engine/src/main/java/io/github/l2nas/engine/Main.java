package io.github.l2nas.engine;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.OutputLock;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.CheckJob;
import io.github.l2nas.api.job.EvaluateJob;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.ImportTableJob;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.engine.command.LivePrograms;
import io.github.l2nas.engine.evaluation.EvaluationRunner;
import io.github.l2nas.engine.evaluation.SubnetEvaluationRunner;
import io.github.l2nas.engine.importing.TableImport;
import io.github.l2nas.engine.latency.LatencyRunner;
import io.github.l2nas.engine.search.SearchRunner;
import io.github.l2nas.engine.supernet.SupernetRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Runs one job file: {@code java io.github.l2nas.engine.Main job.json [--supervised]}. Prints a {@link JobEvent} a line.
 * Exit status: 0 after a result, 2 after a failure that the job's author can mend, 1 after any other.
 *
 * <p>With {@code --supervised} the process ends when its standard input does: whoever started it has gone.
 */
public final class Main {

    private static final int DONE = 0;
    private static final int BROKEN = 1;
    private static final int FAILED = 2;
    private static final int ABANDONED = 3;

    private Main() {}

    /**
     * Runs the job.
     *
     * @param arguments the job file, then options
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (arguments.length < 1) {
            System.err.println("usage: java io.github.l2nas.engine.Main job.json [--supervised]");
            System.exit(FAILED);
        }
        if (arguments.length > 1 && arguments[1].equals("--supervised")) {
            endWithStandardInput();
        }
        System.exit(run(Path.of(arguments[0]), event -> {
            synchronized (out) {
                out.println(JobJson.write(event));
            }
        }));
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the parent shows standard error where the exit status is not 0 or 2
    private static int run(Path jobFile, Consumer<JobEvent> events) {
        try {
            Job job = JobJson.read(readJob(jobFile));
            AtomicFile.createDirectory(job.outputDirectory(), "outputDirectory");
            OutputLock.during(job.outputDirectory(), () -> {
                new StartedPrograms(job.outputDirectory()).endThoseLeft();
                run(job, events);
            });
            return DONE;
        } catch (JobException e) {
            events.accept(new JobEvent.Failure(e.parameter(), e.getMessage()));
            return FAILED;
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return BROKEN;
        }
    }

    private static void run(Job job, Consumer<JobEvent> events) {
        if (job instanceof SearchJob search) {
            new SearchRunner(search, events, System::nanoTime).run();
        } else if (job instanceof TrainSupernetJob trainSupernet) {
            new SupernetRunner(trainSupernet, events, System::nanoTime).run();
        } else if (job instanceof EvaluateJob evaluate) {
            new EvaluationRunner(evaluate, events, System::nanoTime).run();
        } else if (job instanceof EvaluateSubnetJob evaluate) {
            new SubnetEvaluationRunner(evaluate, events, System::nanoTime).run();
        } else if (job instanceof ImportTableJob importTable) {
            new TableImport().run(importTable, events);
        } else if (job instanceof MeasureLatencyJob latency) {
            new LatencyRunner(latency, events, System::nanoTime).run();
        } else if (job instanceof CheckJob check) {
            new JobCheck(check, events).run();
        }
    }

    private static String readJob(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new JobException(null, "can't read the job file " + file + ": " + AtomicFile.reason(e));
        }
    }

    private static void endWithStandardInput() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is ever sent; only the end matters.
                        }
                    } catch (IOException e) {
                        // A broken pipe ends the job just as its end does.
                    }
                    try {
                        LivePrograms.end();
                    } finally {
                        Runtime.getRuntime().halt(ABANDONED);
                    }
                },
                "standard-input");
        watcher.setDaemon(true);
        watcher.start();
    }
}
