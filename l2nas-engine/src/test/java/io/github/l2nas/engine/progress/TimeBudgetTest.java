package io.github.l2nas.engine.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeBudgetTest {

    private final AtomicLong clock = new AtomicLong(5);

    @Test
    void isUsedUpWhenItsTimeHasPassed() {
        TimeBudget budget = new TimeBudget(Duration.ofNanos(10), clock::get);
        clock.set(14);
        assertThat(budget.isUsedUp()).isFalse();
        clock.set(15);
        assertThat(budget.isUsedUp()).isTrue();
    }

    @Test
    void mayBeLongerThanNanosecondsCount() {
        TimeBudget budget = new TimeBudget(Duration.ofDays(365_000_000L), clock::get);
        clock.set(Long.MAX_VALUE / 2);
        assertThat(budget.isUsedUp()).isFalse();
    }
}
