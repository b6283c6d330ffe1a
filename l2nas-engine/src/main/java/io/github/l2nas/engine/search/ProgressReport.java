package io.github.l2nas.engine.search;

import io.github.l2nas.engine.job.JobEvent;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how far the searches of a job are, all seeds together. */
final class ProgressReport {

    private final long total;
    private final Progress progress;
    private long done;
    private double best = Double.NEGATIVE_INFINITY;

    ProgressReport(String activity, long total, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.total = total;
        progress = new Progress(activity, events, nanoClock);
    }

    /** Counts a step of any seed's search. */
    synchronized void step(History history) {
        done++;
        if (history.best() != null) {
            best = Math.max(best, history.best().accuracy());
        }
        progress.report(done, total, best);
    }
}
