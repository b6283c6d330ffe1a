package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SeedRunsTest {

    @Test
    void anInterruptOfTheCallerEndsTheSearchesBeforeItReturns() throws InterruptedException {
        SeedRuns runs = new SeedRuns();
        CountDownLatch atWork = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                runs.all(1, 1, 1, seed -> {
                    atWork.countDown();
                    while (!runs.cancelled()) {
                        Thread.onSpinWait();
                    }
                    ended.set(true);
                    throw new CancellationException();
                });
            } catch (CancellationException e) {
                thrown.set(e);
                assertThat(ended).isTrue();
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        caller.start();
        atWork.await();
        caller.interrupt();
        caller.join();
        assertThat(thrown.get()).hasMessage("interrupted");
        assertThat(ended).isTrue();
    }

    @Test
    void theFirstFailureIsToldThoughALaterSeedHasIt() {
        SeedRuns runs = new SeedRuns();
        assertThatThrownBy(() -> runs.all(1, 2, 2, seed -> {
                    if (seed == 2) {
                        throw new IllegalStateException("seed 2");
                    }
                    while (!runs.cancelled()) {
                        Thread.onSpinWait();
                    }
                    throw new CancellationException();
                }))
                .hasMessage("seed 2");
    }
}
