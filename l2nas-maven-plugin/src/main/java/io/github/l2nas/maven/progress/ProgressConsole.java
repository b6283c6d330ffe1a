package io.github.l2nas.maven.progress;

import io.github.l2nas.api.job.JobEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Shows notes as lines, and progress as one line that is written over and over on a terminal or as a line every few
 * seconds elsewhere. The line on a terminal also tells the time that has gone by, what is left of it at the same pace, and how
 * the best accuracy grew. Safe for several threads: an interruption comes from another one.
 */
public final class ProgressConsole {

    private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;

    /** Narrower terminals show the beginning all the same. */
    private static final int LEAST_WIDTH = 20;

    /** So soon a pace tells nothing. */
    private static final long LEAST_NANOS = 2_000_000_000L;

    private final Consumer<String> lines;
    private final PrintStream terminal;
    private final IntSupplier width;
    private final boolean bars;
    private final LongSupplier nanoTime;
    private long lastPlainLine;
    private int liveLength;
    private String activity = "";
    private long startedAt;
    private long startedWith;
    private Sparkline best = new Sparkline();

    /**
     * @param lines prints a whole line
     * @param terminal where the live line goes; null where there is none
     * @param width of the terminal in characters, now; it may be resized
     * @param bars whether the terminal shows block characters
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    public ProgressConsole(
            Consumer<String> lines, PrintStream terminal, IntSupplier width, boolean bars, LongSupplier nanoTime) {
        this.lines = lines;
        this.terminal = terminal;
        this.width = width;
        this.bars = bars;
        this.nanoTime = nanoTime;
        this.lastPlainLine = nanoTime.getAsLong();
    }

    /**
     * Shows a note; its line never mixes with the live one.
     *
     * @param note the note
     */
    public void note(JobEvent.Note note) {
        clear();
        lines.accept(note.message());
    }

    /**
     * Shows how far the job is, on a terminal at once, elsewhere where the last such line is five seconds old.
     *
     * @param progress the progress
     */
    public synchronized void progress(JobEvent.Progress progress) {
        String text = describe(progress);
        long now = nanoTime.getAsLong();
        if (terminal != null) {
            writeLive(text + pace(progress, now));
            return;
        }
        if (now - lastPlainLine >= PLAIN_INTERVAL_NANOS) {
            lastPlainLine = now;
            lines.accept(text);
        }
    }

    /** Ends the live line where someone has ended the build, and says how to go on. */
    public synchronized void interrupted() {
        if (liveLength > 0) {
            terminal.println();
            terminal.println("Interrupted. The same command goes on from here.");
            terminal.flush();
            liveLength = 0;
        }
    }

    /** Removes the live line. */
    public synchronized void clear() {
        if (liveLength > 0) {
            int room = Math.max(LEAST_WIDTH, width.getAsInt()) - 1;
            terminal.print("\r" + " ".repeat(Math.min(room, liveLength)) + "\r");
            terminal.flush();
            liveLength = 0;
        }
    }

    private void writeLive(String text) {
        // The last place stays free: some terminals begin a new line behind it.
        int room = Math.max(LEAST_WIDTH, width.getAsInt()) - 1;
        String shown = text.length() > room ? text.substring(0, room) : text;
        terminal.print("\r" + shown + " ".repeat(Math.max(0, Math.min(room, liveLength) - shown.length())));
        terminal.flush();
        liveLength = shown.length();
    }

    /** Time that has gone by and that is left, and the best accuracy over time; what another run has done does not count. */
    private String pace(JobEvent.Progress progress, long now) {
        if (!progress.activity().equals(activity)) {
            activity = progress.activity();
            startedAt = now;
            startedWith = progress.done();
            best = new Sparkline();
        }
        if (progress.best() != null) {
            best.add(progress.best());
        }
        long elapsed = now - startedAt;
        if (elapsed < LEAST_NANOS) {
            return "";
        }
        StringBuilder text = new StringBuilder(", ").append(duration(elapsed));
        long done = progress.done() - startedWith;
        if (done > 0 && progress.total() > progress.done()) {
            double each = (double) elapsed / done;
            text.append(", ")
                    .append(duration((long) (each * (progress.total() - progress.done()))))
                    .append(" left");
        }
        return bars ? text.append(best).toString() : text.toString();
    }

    private static String duration(long nanos) {
        Duration time = Duration.ofSeconds(Math.round(nanos / 1e9));
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d min", time.toHours(), time.toMinutesPart())
                : time.toMinutes() > 0
                        ? String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart())
                        : time.toSeconds() + " s";
    }

    private static String describe(JobEvent.Progress progress) {
        StringBuilder text = new StringBuilder(progress.activity()).append(": ").append(progress.done());
        if (progress.total() > 0) {
            text.append(" of ").append(progress.total());
            text.append(String.format(Locale.ROOT, " (%d %%)", 100 * progress.done() / progress.total()));
        }
        if (progress.best() != null) {
            text.append(String.format(Locale.ROOT, ", best accuracy %.2f %%", 100 * progress.best()));
        }
        return text.toString();
    }
}
