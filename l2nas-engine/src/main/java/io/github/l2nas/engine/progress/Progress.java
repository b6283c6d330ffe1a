package io.github.l2nas.engine.progress;

import io.github.l2nas.api.job.JobEvent;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how far a job is, at most ten times a second. */
public final class Progress {

    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

    private final String activity;
    private final Consumer<JobEvent> events;
    private final LongSupplier nanoClock;
    private long reported;

    /**
     * @param activity what is under way
     * @param events is told
     * @param nanoClock measures the interval
     */
    public Progress(String activity, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.activity = activity;
        this.events = events;
        this.nanoClock = nanoClock;
        reported = nanoClock.getAsLong();
    }

    /**
     * Reports, unless it has just done so.
     *
     * @param done steps done
     * @param total steps to do
     * @param best best accuracy so far; not finite where there is none yet
     */
    public void report(long done, long total, double best) {
        long now = nanoClock.getAsLong();
        if (now - reported >= INTERVAL_NANOS) {
            reported = now;
            events.accept(new JobEvent.Progress(activity, done, total, Double.isFinite(best) ? best : null));
        }
    }
}
