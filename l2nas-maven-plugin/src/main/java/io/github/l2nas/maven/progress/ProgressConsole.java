package io.github.l2nas.maven.progress;

import io.github.l2nas.api.job.JobEvent;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows notes as lines, and progress as one line that is written over and over on a terminal or as a line every few
 * seconds elsewhere.
 */
public final class ProgressConsole {

    private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;
    private static final int LIVE_WIDTH = 79;

    private final Consumer<String> lines;
    private final PrintStream terminal;
    private final LongSupplier nanoTime;
    private long lastPlainLine;
    private int liveLength;

    /**
     * @param lines prints a whole line
     * @param terminal where the live line goes; null where there is none
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    public ProgressConsole(Consumer<String> lines, PrintStream terminal, LongSupplier nanoTime) {
        this.lines = lines;
        this.terminal = terminal;
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
    public void progress(JobEvent.Progress progress) {
        String text = describe(progress);
        if (terminal != null) {
            writeLive(text);
            return;
        }
        long now = nanoTime.getAsLong();
        if (now - lastPlainLine >= PLAIN_INTERVAL_NANOS) {
            lastPlainLine = now;
            lines.accept(text);
        }
    }

    /** Removes the live line. */
    public void clear() {
        if (liveLength > 0) {
            terminal.print("\r" + " ".repeat(liveLength) + "\r");
            terminal.flush();
            liveLength = 0;
        }
    }

    private void writeLive(String text) {
        String shown = text.length() > LIVE_WIDTH ? text.substring(0, LIVE_WIDTH) : text;
        terminal.print("\r" + shown + " ".repeat(Math.max(0, liveLength - shown.length())));
        terminal.flush();
        liveLength = shown.length();
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
