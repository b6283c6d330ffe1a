package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.text.Decimals;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;

/**
 * When the trials of a search with one seed ran and where: a line of {@value #FILE} for each that has ended, in the order in which
 * they end. A trial that needed no worker, because its score was known from another search, has a line without one. Lines are
 * appended at once; one that a kill cut short is dropped when the file is opened again. It tells of the clock and of machines, so
 * no result depends on it. Where it can't be written a note says so, once: the search goes on.
 */
final class Timeline implements AutoCloseable {

    static final String FILE = "timeline.csv";

    private static final String HEADER = "run,trial,worker,start_ms,end_ms,outcome,accuracy\n";
    /** Bytes; no worker has a name of that length. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator("").get();

    private final Path path;
    private final Timelines run;
    private final Consumer<String> notes;
    /** Threads that write may be interrupted, which would close a channel; null where nothing is written any more. */
    private RandomAccessFile file;

    private Timeline(Path path, Timelines run, Consumer<String> notes) {
        this.path = path;
        this.run = run;
        this.notes = notes;
    }

    /** A timeline that records nothing. */
    static Timeline none() {
        return new Timeline(null, null, null);
    }

    /**
     * Opens a timeline, keeping the whole lines that are there. A file with another header begins anew.
     *
     * @param file its directory exists
     * @param run tells where trials begin
     * @param notes takes a sentence where it can't be written
     * @return to be closed
     */
    static Timeline open(Path file, Timelines run, Consumer<String> notes) {
        Timeline timeline = new Timeline(file, run, notes);
        try {
            timeline.file = new RandomAccessFile(file.toFile(), "rw");
            timeline.keepWholeLines();
        } catch (IOException e) {
            timeline.giveUp(e);
        }
        return timeline;
    }

    private void keepWholeLines() throws IOException {
        String begin = text(0, HEADER.length());
        int last = (int) Math.min(file.length(), LONGEST_LINE);
        String end = text(file.length() - last, last);
        int kept = begin.equals(HEADER) ? end.lastIndexOf('\n') + 1 : 0;
        long whole = kept == 0 ? 0 : file.length() - last + kept;
        file.setLength(whole);
        file.seek(whole);
        if (whole == 0) {
            write(HEADER);
        }
    }

    /** As many bytes of the file as there are, each a character. */
    private String text(long from, int most) throws IOException {
        byte[] bytes = new byte[(int) Math.min(most, file.length() - from)];
        file.seek(from);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void write(String line) throws IOException {
        file.write(line.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Scores a candidate and records how that ended. What is cancelled, or ends the search, is not recorded.
     *
     * @param trial its number; 0 for an architecture of no trial
     * @param candidate what is to be scored
     * @param scores does it
     * @return its outcome, which comes after its line was written
     */
    CompletableFuture<TrialOutcome> record(
            int trial, Candidate candidate, Function<Candidate, CompletableFuture<TrialOutcome>> scores) {
        if (run == null) {
            return scores.apply(candidate);
        }
        return Following.then(scores.apply(candidate), outcome -> {
            append(trial, run.take(candidate), run.now(), outcome);
            return CompletableFuture.completedFuture(outcome);
        });
    }

    private void append(int trial, Optional<Timelines.Start> start, long end, TrialOutcome outcome) {
        String how = start.isEmpty() ? "reused" : outcome.score() == null ? "failed" : "scored";
        String line = FORMAT.format(
                run.began(),
                trial,
                start.map(Timelines.Start::worker).orElse(""),
                start.map(Timelines.Start::millis).orElse(end),
                end,
                how,
                outcome.score() == null
                        ? ""
                        : Decimals.shortest(outcome.score().accuracy()).toPlainString());
        append(line.replaceAll("\\p{Cntrl}", " ") + "\n");
    }

    private synchronized void append(String line) {
        if (file != null) {
            try {
                write(line);
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }

    private void giveUp(IOException e) {
        close();
        notes.accept("can't write " + path + ": " + AtomicFile.reason(e)
                + ". The search goes on; the report will not show when its trials ran from now on");
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                // Each line was written at once: nothing is lost.
            }
            file = null;
        }
    }
}
