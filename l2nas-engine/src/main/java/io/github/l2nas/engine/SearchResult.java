package io.github.l2nas.engine;

import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.search.SeedResult;
import io.github.l2nas.engine.search.SeedResults;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What a {@link Search} has found.
 *
 * @param complete false where a time budget ended it; another run in the same directory goes on
 * @param seeds the search of each seed, first seed first
 * @param answered the seed whose answer is the result's: the most accurate or, with objectives, that of the front with the largest
 *     hypervolume, the first of equals; empty where none has an answer yet
 * @param summary lines for people
 * @param files what was written; those of a search without a directory are gone
 */
public record SearchResult(
        boolean complete, List<OneSeed> seeds, Optional<OneSeed> answered, List<String> summary, List<Path> files) {

    /**
     * The search of one seed.
     *
     * @param seed its seed
     * @param history its trials and what follows from them
     * @param architecture what it answers; empty where nothing has a score yet
     * @param accuracy of the answer, in [0, 1]; NaN where there is none
     */
    public record OneSeed(long seed, History history, Optional<Architecture> architecture, double accuracy) {}

    static SearchResult of(SeedResults results, JobEvent.Result last) {
        return new SearchResult(
                last.complete(),
                results.all().stream().map(SearchResult::seed).toList(),
                results.best().map(SearchResult::seed),
                last.summary(),
                last.files());
    }

    private static OneSeed seed(SeedResult result) {
        return new OneSeed(
                result.seed(),
                result.history(),
                Optional.ofNullable(result.found()).map(found -> found.architecture()),
                result.found() == null ? Double.NaN : result.found().accuracy());
    }

    /**
     * The seed with the best answer, as {@link #answered} says.
     *
     * @return one of {@link #seeds()}
     * @throws NoSuchElementException where none has an answer yet
     */
    public OneSeed best() {
        return answered.orElseThrow(() -> new NoSuchElementException("no architecture has a score yet"));
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
