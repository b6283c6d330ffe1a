package io.github.l2nas.maven;

import io.github.l2nas.api.file.OutputLock;
import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.maven.fork.EngineCrashException;
import io.github.l2nas.maven.output.FailureFile;
import io.github.l2nas.maven.output.Receipt;
import io.github.l2nas.maven.output.ReceiptFile;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.maven.progress.ProgressConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;

/** Gets a job done: finds that it is, or has the engine do it. */
final class JobRun {

    private static final int CHANGES_SHOWN = 3;

    private final Log log;
    private final ForkedEngine engine;
    private final ProgressConsole console;
    private final Function<String, GoalParameter> parameterOf;
    private final Supplier<EarlyCheck> check;

    /**
     * @param log the goal's
     * @param engine does the work
     * @param console shows progress
     * @param parameterOf the parameter behind a job's field
     * @param check tells what is checked where the job has to be done
     */
    JobRun(
            Log log,
            ForkedEngine engine,
            ProgressConsole console,
            Function<String, GoalParameter> parameterOf,
            Supplier<EarlyCheck> check) {
        this.check = check;
        this.log = log;
        this.engine = engine;
        this.console = console;
        this.parameterOf = parameterOf;
    }

    /**
     * What there is after a run.
     *
     * @param files the job's outputs, absolute
     * @param complete false where a time budget has ended the run
     * @param worked false where everything was up to date
     */
    record Outcome(List<Path> files, boolean complete, boolean worked) {}

    /**
     * Runs the job unless its outputs are up to date. No other build uses the output directory from before the receipt is read
     * until the outputs are handed on: else a receipt could cover the files of another build.
     *
     * @param job the job
     * @param fingerprint everything its outputs depend on
     * @param then hands the outputs on
     * @throws ParameterException where the job can't be done as it is declared, or another build is at work in its directory
     * @throws MojoExecutionException where the engine or the file system fails
     */
    void run(Job job, Map<String, String> fingerprint, Consumer<Outcome> then) throws MojoExecutionException {
        Path directory = job.outputDirectory();
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                then.accept(upToDateOrDone(job, fingerprint)); // nobody can change what lies there
                return;
            }
            OutputLock lock = lock(directory);
            try {
                then.accept(upToDateOrDone(job, fingerprint));
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new MojoExecutionException("can't work in " + directory + ": " + e, e);
        }
    }

    private OutputLock lock(Path directory) {
        try {
            return OutputLock.holdForBuild(directory);
        } catch (JobException e) {
            throw parameterOf.apply(e.parameter()).wrong(e.getMessage());
        }
    }

    private Outcome upToDateOrDone(Job job, Map<String, String> fingerprint)
            throws IOException, MojoExecutionException {
        Path directory = job.outputDirectory();
        ReceiptFile receiptFile = new ReceiptFile(directory);
        Optional<Receipt> receipt = receiptFile.read();
        if (receipt.isPresent()) {
            List<String> reasons = receiptFile.reasonsToRun(receipt.get(), fingerprint, parameterOf);
            if (reasons.isEmpty()) {
                log.info("Up to date: " + directory);
                return new Outcome(receipt.get().files(directory), true, false);
            }
            log.info("Running again: " + shortened(reasons));
        }
        receiptFile.remove();
        JobEvent.Result result = workOrRememberFailure(job);
        if (result.complete()) {
            receiptFile.write(Receipt.of(directory, fingerprint, result.files()));
        }
        report(result, directory);
        return new Outcome(result.files(), result.complete(), true);
    }

    private JobEvent.Result workOrRememberFailure(Job job) throws IOException, MojoExecutionException {
        FailureFile failure = new FailureFile(job.outputDirectory());
        failure.remove();
        try {
            return work(job);
        } catch (ParameterException | MojoExecutionException e) {
            if (!Thread.currentThread().isInterrupted()) {
                failure.write(e.getMessage());
            }
            throw e;
        }
    }

    private JobEvent.Result work(Job job) throws IOException, MojoExecutionException {
        Path jobFile = job.outputDirectory().resolve("job.json");
        Files.writeString(jobFile, JobJson.write(job));
        JobEvent last;
        Thread interruption = new Thread(console::interrupted, "l2nas-interruption");
        Runtime.getRuntime().addShutdownHook(interruption);
        try {
            check.get().run(job, engine, new ConsoleListener(log, console));
            last = engine.run(jobFile, new ConsoleListener(log, console));
        } catch (EngineCrashException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted; the next build goes on where the engine stopped", e);
        } finally {
            remove(interruption);
            console.clear();
        }
        if (last instanceof JobEvent.Result result) {
            return result;
        }
        JobEvent.Failure failure = (JobEvent.Failure) last;
        throw failure.parameter() == null
                ? new ParameterException(failure.message())
                : parameterOf.apply(failure.parameter()).wrong(failure.message());
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, so the hook is at work.
        }
    }

    private void report(JobEvent.Result result, Path directory) {
        result.summary().forEach(log::info);
        log.info("Written to " + directory);
        if (!result.complete()) {
            log.warn("Not finished: the time budget has run out; the next build goes on from here");
        }
    }

    private static String shortened(List<String> reasons) {
        int rest = reasons.size() - CHANGES_SHOWN;
        String shown = String.join("; ", reasons.subList(0, Math.min(CHANGES_SHOWN, reasons.size())));
        return rest > 0 ? shown + "; and " + rest + " more" : shown;
    }
}
