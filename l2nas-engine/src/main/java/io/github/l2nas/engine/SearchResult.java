package io.github.l2nas.engine;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.search.SeedResult;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a {@link Search} has found.
 *
 * @param complete false where a time budget ended it; another run in the same directory goes on
 * @param seeds the search of each seed, first seed first
 * @param summary lines for people
 * @param files what was written; those of a search without a directory are gone
 */
public record SearchResult(boolean complete, List<OneSeed> seeds, List<String> summary, List<Path> files) {

    /**
     * The search of one seed.
     *
     * @param seed its seed
     * @param history its trials and what follows from them
     * @param architecture what it answers; empty where nothing has a score yet
     * @param accuracy of the answer, in [0, 1]; NaN where there is none
     */
    public record OneSeed(long seed, History history, Optional<Architecture> architecture, double accuracy) {}

    static SearchResult of(List<SeedResult> results, JobEvent.Result last) {
        List<OneSeed> seeds = results.stream()
                .map(result -> new OneSeed(
                        result.seed(),
                        result.history(),
                        Optional.ofNullable(result.found()).map(found -> found.architecture()),
                        result.found() == null ? Double.NaN : result.found().accuracy()))
                .toList();
        return new SearchResult(last.complete(), seeds, last.summary(), last.files());
    }

    /**
     * The seed with the most accurate answer, the first of equals.
     *
     * @return one of {@link #seeds()}
     * @throws NoSuchElementException where none has an answer yet
     */
    public OneSeed best() {
        return seeds.stream()
                .filter(one -> one.architecture().isPresent())
                .max(Comparator.comparingDouble(OneSeed::accuracy)
                        .thenComparing(OneSeed::seed, Comparator.reverseOrder()))
                .orElseThrow(() -> new NoSuchElementException("no architecture has a score yet"));
    }

    /**
     * The found architecture, of the best seed.
     *
     * @return it satisfies the constraints
     * @throws NoSuchElementException where none has a score yet
     */
    public Architecture architecture() {
        return best().architecture().orElseThrow();
    }

    /**
     * The accuracy of {@link #architecture()}.
     *
     * @return in [0, 1]
     * @throws NoSuchElementException where none has a score yet
     */
    public double accuracy() {
        return best().accuracy();
    }

    /**
     * The trials of the best seed.
     *
     * @return step 1 first
     * @throws NoSuchElementException where none has a score yet
     */
    public List<Trial> trials() {
        return best().history().trials();
    }
}
