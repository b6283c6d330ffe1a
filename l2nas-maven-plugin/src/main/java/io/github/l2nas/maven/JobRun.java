package io.github.l2nas.maven;

import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.maven.fork.EngineCrashException;
import io.github.l2nas.maven.fork.EngineListener;
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
    private boolean complete = true;

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
     * Runs the job unless its outputs are up to date.
     *
     * @param job the job
     * @param fingerprint everything its outputs depend on
     * @return the job's outputs, absolute
     * @throws ParameterException where the job can't be done as it is declared
     * @throws MojoExecutionException where the engine or the file system fails
     */
    List<Path> run(Job job, Map<String, String> fingerprint) throws MojoExecutionException {
        Path directory = job.outputDirectory();
        ReceiptFile receiptFile = new ReceiptFile(directory);
        try {
            Optional<Receipt> receipt = receiptFile.read();
            if (receipt.isPresent()) {
                List<String> reasons = receiptFile.reasonsToRun(receipt.get(), fingerprint, parameterOf);
                if (reasons.isEmpty()) {
                    log.info("Up to date: " + directory);
                    return receipt.get().files(directory);
                }
                log.info("Running again: " + shortened(reasons));
            }
            receiptFile.remove();
            JobEvent.Result result = workOrRememberFailure(job);
            complete = result.complete();
            if (complete) {
                receiptFile.write(Receipt.of(directory, fingerprint, result.files()));
            }
            report(result, directory);
            return result.files();
        } catch (IOException e) {
            throw new MojoExecutionException("can't work in " + directory + ": " + e, e);
        }
    }

    /**
     * Whether the job's outputs are all there.
     *
     * @return false where a time budget has ended the run
     */
    boolean complete() {
        return complete;
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
        Files.createDirectories(job.outputDirectory());
        Path jobFile = job.outputDirectory().resolve("job.json");
        Files.writeString(jobFile, JobJson.write(job));
        JobEvent last;
        try {
            check.get().run(job, engine, new ConsoleListener());
            last = engine.run(jobFile, new ConsoleListener());
        } catch (EngineCrashException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted; the next build goes on where the engine stopped", e);
        } finally {
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

    private final class ConsoleListener implements EngineListener {

        @Override
        public void event(JobEvent event) {
            if (event instanceof JobEvent.Note note && note.warning()) {
                console.clear();
                log.warn(note.message());
            } else if (event instanceof JobEvent.Note note) {
                console.note(note);
            } else if (event instanceof JobEvent.Progress progress) {
                console.progress(progress);
            }
        }

        @Override
        public void otherLine(String line) {
            log.debug(line);
        }
    }
}
