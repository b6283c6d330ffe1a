package io.github.l2nas.maven.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private int columns = 132;

    private final TerminalWidth width = new TerminalWidth(
            () -> {
                questions.incrementAndGet();
                return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
            },
            clock::get);

    @Test
    void aResizedWindowIsNoticedAfterSomeSeconds() {
        assertThat(width.getAsInt()).isEqualTo(132);

        columns = 60;
        clock.set(TimeUnit.SECONDS.toNanos(1));
        assertThat(width.getAsInt()).isEqualTo(132);
        clock.set(TimeUnit.SECONDS.toNanos(2));
        assertThat(width.getAsInt()).isEqualTo(60);
        assertThat(questions).hasValue(2);
    }

    @Test
    void aTerminalWithoutAnAnswerHasTheUsualWidthAndIsAskedOnce() {
        columns = 0;

        for (int second = 0; second < 20; second++) {
            clock.set(TimeUnit.SECONDS.toNanos(second));
            assertThat(width.getAsInt()).isEqualTo(80);
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void theAnswerOfSttyIsRowsAndColumns() {
        assertThat(TerminalWidth.parse("24 80")).hasValue(80);
        assertThat(TerminalWidth.parse("50 213\n")).hasValue(213);
        assertThat(TerminalWidth.parse("0 0")).isEmpty();
        assertThat(TerminalWidth.parse("stty: 'standard input': Inappropriate ioctl for device"))
                .isEmpty();
        assertThat(TerminalWidth.parse(null)).isEmpty();
    }
}
