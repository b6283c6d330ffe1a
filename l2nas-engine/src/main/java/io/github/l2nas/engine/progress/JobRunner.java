package io.github.l2nas.engine.progress;

import io.github.l2nas.api.job.Job;
import io.github.l2nas.api.job.JobEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Does a job of one kind. A run ends with the job, or when its time is used up; the next run then goes on.
 *
 * @param <J> the kind
 */
public abstract class JobRunner<J extends Job> {

    protected final J job;
    protected final Consumer<JobEvent> events;
    protected final LongSupplier nanoClock;
    protected final TimeBudget time;

    /**
     * @param job what to do
     * @param timeBudget how long this run may take; null for as long as it needs
     * @param events is told of progress and the result
     * @param nanoClock measures the time, from now on
     */
    protected JobRunner(J job, Duration timeBudget, Consumer<JobEvent> events, LongSupplier nanoClock) {
        this.job = job;
        this.events = events;
        this.nanoClock = nanoClock;
        time = new TimeBudget(timeBudget, nanoClock);
    }

    /**
     * Does the job and writes its results; the last event tells of them.
     *
     * @throws io.github.l2nas.api.job.JobException where the job can't be done as declared
     */
    public abstract void run();

    /**
     * Tells that the time was used up before the job was done.
     *
     * @param done how far it is, for example {@code step 10 of 20}
     * @param files that are written nevertheless
     */
    protected final void stoppedAfter(String done, List<Path> files) {
        String line = "stopped by the time budget after " + done + "; the next run goes on";
        events.accept(new JobEvent.Result(false, List.of(line), files));
    }
}
