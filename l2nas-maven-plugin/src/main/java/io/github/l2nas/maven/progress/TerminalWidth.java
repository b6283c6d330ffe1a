package io.github.l2nas.maven.progress;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many characters a line of the terminal has. A window may be resized at any time, so the terminal is asked again when the
 * last answer is some seconds old. One that gives no answer is not asked again, and has the usual 80.
 */
public final class TerminalWidth implements IntSupplier {

    /** What terminals have had for half a century. */
    static final int USUAL = 80;

    private static final long INTERVAL_NANOS = 2_000_000_000L;
    private static final long ANSWER_MILLIS = 500;

    /** Rows and columns. */
    private static final Pattern SIZE = Pattern.compile("\\s*\\d+\\s+(\\d{1,5})\\s*");

    private final Supplier<OptionalInt> terminal;
    private final LongSupplier nanoTime;
    private int width = USUAL;
    private boolean asked;
    private boolean answers = true;
    private long lastAsked;

    /**
     * @param terminal tells its width, or nothing
     * @param nanoTime the clock, as {@link System#nanoTime()}
     */
    public TerminalWidth(Supplier<OptionalInt> terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /**
     * The terminal of this process, by the program {@code stty}, which every POSIX system has.
     *
     * @param nanoTime the clock, as {@link System#nanoTime()}
     * @return its width
     */
    public static TerminalWidth ofThisTerminal(LongSupplier nanoTime) {
        return new TerminalWidth(TerminalWidth::askStty, nanoTime);
    }

    @Override
    public int getAsInt() {
        long now = nanoTime.getAsLong();
        if (answers && (!asked || now - lastAsked >= INTERVAL_NANOS)) {
            asked = true;
            lastAsked = now;
            OptionalInt answer = terminal.get();
            answers = answer.isPresent();
            width = answer.orElse(USUAL);
        }
        return width;
    }

    /**
     * The width in what {@code stty size} prints.
     *
     * @param text for example {@code 24 80}
     * @return nothing where it is none; a terminal that does not know its size says 0
     */
    static OptionalInt parse(String text) {
        Matcher size = SIZE.matcher(text == null ? "" : text);
        int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
        return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }

    private static OptionalInt askStty() {
        File terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return OptionalInt.empty();
        }
        Process process = null;
        try {
            process = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(ANSWER_MILLIS, TimeUnit.MILLISECONDS)) {
                return OptionalInt.empty();
            }
            try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
                return parse(output.readLine());
            }
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        } finally {
            if (process != null) {
                process.destroy();
            }
        }
    }
}
