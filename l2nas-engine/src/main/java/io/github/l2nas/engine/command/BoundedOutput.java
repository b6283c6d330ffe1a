package io.github.l2nas.engine.command;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a program prints: its beginning and its end are kept in a file, its last lines are known. Reads as fast as it is written. */
final class BoundedOutput {

    /** Bytes kept from the beginning. */
    static final int HEAD = 1 << 20;

    /** Bytes kept from the end. */
    static final int TAIL = 1 << 16;

    private static final int BUFFER = 1 << 13;
    private static final int LONGEST_QUOTED_LINE = 160;

    private final Path file;
    private final InputStream source;
    private final Thread reader;
    private final byte[] ring = new byte[TAIL];
    private long total;
    private IOException broken;

    /**
     * Starts to read.
     *
     * @param name of the thread
     * @param source what the program prints
     * @param file where it is kept
     */
    BoundedOutput(String name, InputStream source, Path file) {
        this.file = file;
        this.source = source;
        reader = new Thread(this::read, name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int read = next(buffer); read >= 0; read = next(buffer)) {
                long before = append(buffer, read);
                if (before < HEAD) {
                    out.write(buffer, 0, (int) Math.min(read, HEAD - before));
                }
            }
            writeEnd(out);
        } catch (IOException e) {
            fail(e);
            drain(buffer);
        }
    }

    /** A program that was killed closes its end in any way; for us that is the end. */
    private int next(byte[] buffer) {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Nothing can be kept any more, but the program must not be blocked. */
    private void drain(byte[] buffer) {
        for (int read = next(buffer); read >= 0; read = next(buffer)) {
            append(buffer, read);
        }
    }

    private synchronized void fail(IOException e) {
        broken = e;
    }

    private synchronized long append(byte[] bytes, int count) {
        long before = total;
        for (int i = 0; i < count; i++) {
            ring[(int) (total++ % TAIL)] = bytes[i];
        }
        return before;
    }

    private void writeEnd(OutputStream out) throws IOException {
        byte[] end = tail();
        long left = total - HEAD;
        if (left <= 0) {
            return;
        }
        if (left > TAIL) {
            String notice = "\n[" + (left - TAIL) + " bytes are left out here]\n";
            out.write(notice.getBytes(StandardCharsets.UTF_8));
        }
        int kept = (int) Math.min(left, TAIL);
        out.write(end, end.length - kept, kept);
    }

    private synchronized byte[] tail() {
        int size = (int) Math.min(total, TAIL);
        byte[] tail = new byte[size];
        for (int i = 0; i < size; i++) {
            tail[i] = ring[(int) ((total - size + i) % TAIL)];
        }
        return tail;
    }

    /**
     * Waits for the end of the output.
     *
     * @param millis at most; something that the program left behind may hold the output open
     * @throws InterruptedException where this thread was interrupted
     */
    void await(long millis) throws InterruptedException {
        reader.join(millis);
    }

    /**
     * Makes sure that the output was kept.
     *
     * @throws JobException where it could not be written
     */
    void requireKept() {
        IOException failure;
        synchronized (this) {
            failure = broken;
        }
        if (failure != null) {
            throw new JobException(
                    "outputDirectory",
                    "can't write " + file + ": " + AtomicFile.reason(failure) + ". Make room, then run again");
        }
    }

    /**
     * The last line that is not blank.
     *
     * @return without surrounding blanks; empty where there is none, or where it is longer than what is kept of the end
     */
    synchronized Optional<String> lastLine() {
        String text = new String(tail(), StandardCharsets.UTF_8).stripTrailing();
        int start = text.lastIndexOf('\n') + 1;
        boolean cut = start == 0 && total > TAIL;
        return text.isBlank() || cut
                ? Optional.empty()
                : Optional.of(text.substring(start).strip());
    }

    /**
     * The last lines, fit for a log: without control characters, long ones cut.
     *
     * @param count how many at most
     * @return lines that are not blank
     */
    List<String> lastLines(int count) {
        List<String> lines = new String(tail(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(BoundedOutput::quoted)
                .toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /**
     * A line fit for a log.
     *
     * @param line any text
     * @return without control characters, cut where it is long
     */
    static String quoted(String line) {
        String plain = line.stripTrailing().replace('\t', ' ').replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LONGEST_QUOTED_LINE ? plain : plain.substring(0, LONGEST_QUOTED_LINE) + " ...";
    }
}
