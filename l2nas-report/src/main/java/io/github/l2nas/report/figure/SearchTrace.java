package io.github.l2nas.report.figure;

import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that figures show of a search, from one pass over each history.
 *
 * @param search the search
 * @param name what people call it
 * @param seeds one for each history, first seed first; may be empty
 * @param best what the best seed tried
 */
public record SearchTrace(SearchResult search, String name, List<SeedCurve> seeds, BestSeed best) {

    public SearchTrace {
        seeds = List.copyOf(seeds);
    }

    /**
     * Reads each history once.
     *
     * @param search the search
     * @param name what people call it
     * @return what figures need of it
     * @throws io.github.l2nas.report.result.ResultException where a history is wrong
     */
    public static SearchTrace read(SearchResult search, String name) {
        List<SeedCurve> seeds = new ArrayList<>();
        BestSeed best = new BestSeed(search);
        for (Path history : search.histories()) {
            SeedCurve seed = new SeedCurve();
            boolean isBest = search.bestHistory().equals(Optional.of(history));
            ScoredTrial.read(history, search.found().space(), trial -> {
                seed.add(trial);
                if (isBest) {
                    best.add(trial);
                }
            });
            seeds.add(seed);
        }
        search.bestHistory()
                .filter(history -> !search.histories().contains(history))
                .ifPresent(history -> ScoredTrial.read(history, search.found().space(), best::add));
        return new SearchTrace(search, name, seeds, best);
    }

    FoundArchitecture found() {
        return search.found();
    }
}
