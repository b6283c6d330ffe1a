package io.github.l2nas.engine.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long a job has worked, and whether it has to stop and leave the rest to the next run. */
public final class TimeBudget {

    private final Optional<Duration> budget;
    private final LongSupplier nanoClock;
    private final long started;

    /**
     * A budget that begins now.
     *
     * @param budget time the run may take; null for as long as it needs
     * @param nanoClock measures it
     */
    public TimeBudget(Duration budget, LongSupplier nanoClock) {
        this.budget = Optional.ofNullable(budget);
        this.nanoClock = nanoClock;
        started = nanoClock.getAsLong();
    }

    /**
     * Time since the beginning.
     *
     * @return nanoseconds
     */
    public long elapsedNanos() {
        return nanoClock.getAsLong() - started;
    }

    /**
     * Whether the budget is used up.
     *
     * @return false where there is none
     */
    public boolean isUsedUp() {
        return budget.isPresent() && Duration.ofNanos(elapsedNanos()).compareTo(budget.get()) >= 0;
    }
}
