package io.github.l2nas.engine.search;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that moves on with every look at it. */
public final class HurryingClock implements LongSupplier {

    private final long step;
    private long now;

    /** @param step time from look to look */
    public HurryingClock(Duration step) {
        this.step = step.toNanos();
    }

    @Override
    public long getAsLong() {
        now += step;
        return now;
    }
}
