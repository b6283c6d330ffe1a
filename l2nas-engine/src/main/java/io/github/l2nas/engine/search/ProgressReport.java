package io.github.l2nas.engine.search;

import io.github.l2nas.engine.job.JobEvent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how far the searches of a job are, all seeds together, at most ten times a second. */
final class ProgressReport {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final String activity;
    private final long total;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;
    private long reported;
    private long done;
    private double best = Double.NEGATIVE_INFINITY;

    ProgressReport(String activity, long total, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.activity = activity;
        this.total = total;
        this.events = events;
        this.nanoClock = nanoClock;
        reported = nanoClock.getAsLong();
    }

    /** Counts a step of any seed's search. */
    synchronized void step(History history) {
        done++;
        if (history.best() != null) {
            best = Math.max(best, history.best().accuracy());
        }
        long now = nanoClock.getAsLong();
        if (now - reported >= INTERVAL_NANOS) {
            reported = now;
            events.accept(new JobEvent.Progress(activity, done, total, Double.isInfinite(best) ? null : best));
        }
    }
}
