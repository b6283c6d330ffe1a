package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.engine.Search;
import java.util.Locale;

/**
 * How busy real worker processes on this machine are: a search with strategy {@code random} whose trials are a program that sleeps
 * for a known time. Ideal is that time for each trial, shared by all workers; starting the engine's workers counts as lost.
 *
 * <p>Arguments: workers, trials in flight, different architectures, seconds of a trial.
 */
public final class WorkerUtilisation {

    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;

    private WorkerUtilisation() {}

    /**
     * Measures and prints.
     *
     * @param arguments workers, trials in flight, architectures, seconds
     */
    public static void main(String[] arguments) {
        int workers = Integer.parseInt(arguments[0]);
        int concurrency = Integer.parseInt(arguments[1]);
        int trials = Integer.parseInt(arguments[2]);
        double seconds = Double.parseDouble(arguments[3]);
        String program =
                "[\"sh\", \"-c\", \"sleep " + seconds + "; echo '{\\\"accuracy\\\": 0.5}'\", \"{architecture}\"]";
        long start = System.nanoTime();
        Search.in("nas-bench-201")
                .evaluator(Part.named("command").with("command", program))
                .strategy("random")
                .executor(Part.named("local").with("workers", workers))
                .trialConcurrency(concurrency)
                .uniqueArchitectures(trials)
                .run();
        double taken = (System.nanoTime() - start) / NANOS;
        double ideal = trials * seconds / workers;
        System.out.printf(
                Locale.ROOT,
                "%d workers, w %d, %d trials of %.1f s: %.1f s, ideal %.1f s, %.1f %% of ideal%n",
                workers,
                concurrency,
                trials,
                seconds,
                taken,
                ideal,
                PERCENT * ideal / taken);
    }
}
