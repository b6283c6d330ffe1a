package io.github.l2nas.report.page;

import io.github.l2nas.report.figure.BestBySteps;
import io.github.l2nas.report.result.HistoryReader;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrialRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the best accuracy of a search grew.
 *
 * @param search the search
 * @param seeds one for each history, first seed first; may be empty
 */
record SearchProgress(SearchResult search, List<BestBySteps.Seed> seeds) {

    /**
     * Reads each history once.
     *
     * @param search the search
     * @param best is given each trial of the best seed
     * @return its progress
     * @throws io.github.l2nas.report.result.ResultException where a history is wrong
     */
    static SearchProgress read(SearchResult search, Consumer<TrialRow> best) {
        List<BestBySteps.Seed> seeds = new ArrayList<>();
        for (Path history : search.histories()) {
            BestBySteps.Seed seed = new BestBySteps.Seed();
            boolean isBest = search.bestHistory().equals(Optional.of(history));
            HistoryReader.read(history, trial -> {
                seed.add(trial);
                if (isBest) {
                    best.accept(trial);
                }
            });
            seeds.add(seed);
        }
        search.bestHistory()
                .filter(history -> !search.histories().contains(history))
                .ifPresent(history -> HistoryReader.read(history, best));
        return new SearchProgress(search, seeds);
    }
}
