package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.engine.progress.Progress;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells how far the searches of a job are, all seeds together. */
final class ProgressReport {

    private final StoppingRule stopping;
    private final long total;
    private final Progress progress;
    private long done;
    private double best = Double.NEGATIVE_INFINITY;

    ProgressReport(
            String activity, StoppingRule stopping, int seeds, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.stopping = stopping;
        total = (long) seeds * stopping.total();
        progress = new Progress(activity, events, nanoClock);
    }

    /** Follows the search of one seed, from wherever it goes on. */
    SearchLoop.Listener ofOneSeed() {
        return new SearchLoop.Listener() {
            private int reported;

            @Override
            public void step(History history) {
                int now = stopping.done(history);
                advance(now - reported, history);
                reported = now;
            }
        };
    }

    private synchronized void advance(int newlyDone, History history) {
        done += newlyDone;
        if (history.best() != null) {
            best = Math.max(best, history.best().accuracy());
        }
        progress.report(done, total, best);
    }
}
