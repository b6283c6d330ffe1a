package io.github.l2nas.maven.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.job.JobEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressConsoleTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger width = new AtomicInteger(80);
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ProgressConsole plain = new ProgressConsole(lines::add, null, () -> 80, false, clock::get);
    private final ProgressConsole live = new ProgressConsole(
            lines::add, new PrintStream(screen, true, StandardCharsets.UTF_8), width::get, true, clock::get);

    @Test
    void withoutATerminalALineAppearsEveryFiveSeconds() {
        for (int second = 0; second <= 11; second++) {
            clock.set(TimeUnit.SECONDS.toNanos(second));
            plain.progress(new JobEvent.Progress("seed 1", second, 20, null));
        }

        assertThat(lines).containsExactly("seed 1: 5 of 20 (25 %)", "seed 1: 10 of 20 (50 %)");
    }

    @Test
    void onATerminalOneLineIsWrittenOverAndOver() {
        live.progress(new JobEvent.Progress("seed 1", 9, 1000, 0.9136));
        live.progress(new JobEvent.Progress("seed 1", 10, 0, null));
        live.clear();

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .startsWith("\rseed 1: 9 of 1000 (0 %), best accuracy 91.36 %\rseed 1: 10   ")
                .endsWith("\r          \r");
        assertThat(lines).isEmpty();
    }

    @Test
    void anInterruptionEndsTheLineAndSaysHowToGoOn() {
        live.progress(new JobEvent.Progress("seed 1", 9, 1000, null));
        live.interrupted();
        live.clear();

        assertThat(screen.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("", "seed 1: 9 of 1000 (0 %)", "Interrupted. The same command goes on from here.");
    }

    @Test
    void timeThatIsLeftIsToldByThePaceOfThisRun() {
        live.progress(new JobEvent.Progress("search", 400, 1000, 0.90));
        clock.set(TimeUnit.SECONDS.toNanos(50));
        live.progress(new JobEvent.Progress("search", 500, 1000, 0.91));

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .endsWith("\rsearch: 500 of 1000 (50 %), best accuracy 91.00 %, 50 s, 4 min 10 s left \u2581\u2588");
    }

    @Test
    void theSparklineKeepsTheWholeCourse() {
        Sparkline line = new Sparkline();
        for (int i = 0; i < 100; i++) {
            line.add(i);
        }

        assertThat(line.toString()).startsWith(" \u2581").hasSizeBetween(9, 17);
        assertThat(new Sparkline().toString()).isEmpty();
    }

    @Test
    void aNoteGetsALineOfItsOwn() {
        live.progress(new JobEvent.Progress("x", 1, 0, null));
        live.note(new JobEvent.Note("goes on at step 400"));

        assertThat(screen.toString(StandardCharsets.UTF_8)).endsWith("\r    \r");
        assertThat(lines).containsExactly("goes on at step 400");
    }

    @Test
    void theLiveLineFitsATerminal() {
        live.progress(new JobEvent.Progress("x".repeat(200), 1, 0, null));

        assertThat(screen.toString(StandardCharsets.UTF_8)).hasSize(80);
    }

    @Test
    void theLiveLineFollowsTheWidthOfTheTerminal() {
        width.set(120);
        live.progress(new JobEvent.Progress("x".repeat(200), 1, 0, null));
        width.set(40);
        live.progress(new JobEvent.Progress("y".repeat(200), 1, 0, null));

        assertThat(screen.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + "x".repeat(119) + "\r" + "y".repeat(39));
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            live.progress(new JobEvent.Progress("x", 1, 2, 0.5));
        } finally {
            Locale.setDefault(before);
        }

        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("50.00 %");
    }
}
