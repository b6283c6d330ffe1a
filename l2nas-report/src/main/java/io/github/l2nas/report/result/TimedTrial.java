package io.github.l2nas.report.result;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * A line of {@code timeline.csv}: a trial that has ended.
 *
 * @param run when the run began in which it ran
 * @param seed of the search; empty where there is one
 * @param trial its number; 0 for an architecture of no trial
 * @param worker where it ran; empty where its score was known from another search
 * @param start when it began, in milliseconds since the run did
 * @param end when it ended, not before it began
 * @param failed whether it failed
 * @param accuracy in [0, 1]; NaN where it failed
 */
public record TimedTrial(
        Instant run, String seed, int trial, String worker, long start, long end, boolean failed, double accuracy) {

    /** The file's name, beside each history. */
    private static final String FILE = "timeline.csv";

    private static final String SEED = "seed-";
    /** Ten years in milliseconds: the sum of all that a file may have is below the largest long. */
    private static final long LATEST = 3650L * 24 * 60 * 60 * 1000;

    private static final String FAILED = "failed";
    private static final Set<String> OUTCOMES = Set.of("scored", FAILED, "reused");
    private static final String REMEDY = "Delete the file, or search again";
    private static final List<String> HEADER =
            List.of("run", "trial", "worker", "start_ms", "end_ms", "outcome", "accuracy");

    /**
     * Reads the timelines of a search. A last line that is still being written is left out.
     *
     * @param search its histories tell where they are
     * @return in the order in which they ended, one seed after the other; none where the search has no timeline
     * @throws ResultException where a timeline is none, or a line is wrong; names the line
     */
    public static List<TimedTrial> of(SearchResult search) {
        List<TimedTrial> trials = new ArrayList<>();
        for (Path history : search.histories()) {
            Path file = history.resolveSibling(FILE);
            if (Files.isRegularFile(file)) {
                read(file, search.histories().size() == 1 ? "" : seed(file), trials);
            }
        }
        return trials;
    }

    private static String seed(Path file) {
        String directory = Optional.ofNullable(file.getParent())
                .map(parent -> String.valueOf(parent.getFileName()))
                .orElse("");
        return directory.startsWith(SEED) ? directory.substring(SEED.length()) : directory;
    }

    private static void read(Path file, String seed, List<TimedTrial> trials) {
        new ResultCsv(file, HEADER, REMEDY).read(TimedTrial::wholeLines, row -> trials.add(trial(file, seed, row)));
    }

    private static String wholeLines(String text) {
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        return whole.isEmpty() ? String.join(",", HEADER) : whole;
    }

    private static TimedTrial trial(Path file, String seed, CSVRecord row) {
        try {
            TimedTrial trial = new TimedTrial(
                    Instant.parse(row.get("run")),
                    seed,
                    Integer.parseInt(row.get("trial")),
                    row.get("worker"),
                    Long.parseLong(row.get("start_ms")),
                    Long.parseLong(row.get("end_ms")),
                    row.get("outcome").equals(FAILED),
                    row.get("accuracy").isEmpty() ? Double.NaN : Double.parseDouble(row.get("accuracy")));
            if (row.isConsistent() && OUTCOMES.contains(row.get("outcome")) && trial.isPossible()) {
                return trial;
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // told below
        }
        throw new ResultException(file, "line " + (row.getRecordNumber() + 1) + " is no trial", REMEDY);
    }

    private boolean isPossible() {
        boolean scored = accuracy >= 0 && accuracy <= 1;
        return trial >= 0 && start >= 0 && end >= start && end <= LATEST && (failed ? Double.isNaN(accuracy) : scored);
    }

    /** Whether it ran on a worker: its score was not known from another search. */
    public boolean ran() {
        return !worker.isEmpty();
    }

    /** How long it took, in milliseconds. */
    public long millis() {
        return end - start;
    }
}
