package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The timelines of all seeds of a run: is told where trials begin. Where scoring costs no more than reading a file there are none,
 * so that such a search is as fast as without them.
 */
final class Timelines implements BiConsumer<Candidate, String> {

    /** Where a trial runs and since when, in milliseconds from the beginning of the run. */
    record Start(String worker, long millis) {}

    private final boolean kept;
    private final String executor;
    private final Consumer<String> notes;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final long nanos = System.nanoTime();
    /** Of trials under way, by their directories. */
    private final Map<Path, Start> starts = new ConcurrentHashMap<>();

    /**
     * @param job names the executor
     * @param choice its evaluator
     * @param notes takes sentences that the user should read
     */
    Timelines(SearchJob job, EvaluatorChoice choice, Consumer<String> notes) {
        kept = choice.evaluator().reusable();
        executor = job.executor().name();
        this.notes = notes;
    }

    /** A trial is handed to the executor, which may tell more of it. */
    void submitted(Candidate candidate) {
        if (kept) {
            starts.put(candidate.directory(), new Start(executor, now()));
        }
    }

    /** A trial begins on a worker; one that has ended meanwhile is of no interest. */
    @Override
    public void accept(Candidate candidate, String worker) {
        starts.computeIfPresent(candidate.directory(), (trial, before) -> new Start(worker, now()));
    }

    /** Where and when a trial that has ended began; empty for one that did not run. */
    Optional<Start> take(Candidate candidate) {
        return Optional.ofNullable(starts.remove(candidate.directory()));
    }

    /** Milliseconds since the run began. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** When the run began, by the clock of the wall. */
    Instant began() {
        return began;
    }

    /**
     * The timeline of a search with one seed.
     *
     * @param directory of that search
     * @param anew whether what an earlier run has left belongs to another search
     * @return goes on with what is there; to be closed
     * @throws JobException where an old timeline can't be deleted
     */
    Timeline in(Path directory, boolean anew) {
        Path file = directory.resolve(Timeline.FILE);
        if (kept && !anew) {
            return Timeline.open(file, this, notes);
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JobException("outputDirectory", "can't delete " + file + ": " + AtomicFile.reason(e));
        }
        return kept ? Timeline.open(file, this, notes) : Timeline.none();
    }
}
