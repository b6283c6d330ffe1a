package io.github.l2nas.engine.command;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.StartedPrograms;
import io.github.l2nas.api.job.JobException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program, without a shell. What it prints is read while it runs, and what it is given is written by a thread of
 * its own, so that neither waits for the other.
 *
 * @param status exit status; empty where the time was up and the program was ended
 * @param output what it printed
 * @param errors what it printed to standard error
 */
record ProgramRun(OptionalInt status, BoundedOutput output, BoundedOutput errors) {

    /** How long output is awaited that something left behind by the program may still hold open, milliseconds. */
    private static final long OUTPUT_GRACE = 5000;

    /**
     * What is started and where its output goes.
     *
     * @param arguments program first
     * @param directory where it is started
     * @param environment variables beside those of this process
     * @param limit how long it may take; empty for as long as it needs
     * @param notes where it is noted until it has ended
     */
    record Plan(
            List<String> arguments,
            Path directory,
            Map<String, String> environment,
            Optional<Duration> limit,
            StartedPrograms notes) {

        /**
         * Runs the program to its end.
         *
         * @param input given on standard input; the program need not read it
         * @param output file for what it prints
         * @param errors file for what it prints to standard error
         * @return how it ended
         * @throws JobException where it can't be started
         * @throws CancellationException where this thread was interrupted or this process ends; the program has ended then
         */
        ProgramRun run(byte[] input, Path output, Path errors) {
            Process process = start();
            write(process, input);
            BoundedOutput out = new BoundedOutput("l2nas-command-output", process.getInputStream(), output);
            BoundedOutput err = new BoundedOutput("l2nas-command-errors", process.getErrorStream(), errors);
            try {
                boolean ended = await(process);
                if (!ended) {
                    StartedPrograms.kill(process.toHandle());
                    process.waitFor();
                }
                LivePrograms.forget(process);
                out.await(OUTPUT_GRACE);
                err.await(OUTPUT_GRACE);
                out.requireKept();
                err.requireKept();
                return new ProgramRun(ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), out, err);
            } catch (InterruptedException e) {
                StartedPrograms.kill(process.toHandle());
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while a command ran");
            }
        }

        private boolean await(Process process) throws InterruptedException {
            if (limit.isPresent()) {
                return process.waitFor(TimeUnit.NANOSECONDS.convert(limit.get()), TimeUnit.NANOSECONDS);
            }
            process.waitFor();
            return true;
        }

        private Process start() {
            ProcessBuilder builder = new ProcessBuilder(arguments).directory(directory.toFile());
            builder.command().set(0, program());
            builder.environment().putAll(environment);
            try {
                return LivePrograms.start(builder, notes);
            } catch (IOException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw new JobException(
                        "evaluator.settings.command",
                        "can't start '" + arguments.get(0) + "' in " + directory + ": " + cause.getMessage()
                                + ". Install the program and see that it is on the PATH, or give its path; a script"
                                + " must be executable, or an argument of what runs it, for example sh or python3");
            }
        }

        /** A program named by a path lies there as seen from its working directory; others are on the PATH. */
        private String program() {
            Path path = Path.of(arguments.get(0));
            Path there = directory.resolve(path);
            return path.getNameCount() > 1 && Files.exists(there) ? there.toString() : arguments.get(0);
        }

        private static void write(Process process, byte[] input) {
            Thread writer = new Thread(
                    () -> {
                        try (OutputStream in = process.getOutputStream()) {
                            in.write(input);
                        } catch (IOException e) {
                            AtomicFile.reason(e); // it did not read what it was given, and need not
                        }
                    },
                    "l2nas-command-input");
            writer.setDaemon(true);
            writer.start();
        }
    }
}
