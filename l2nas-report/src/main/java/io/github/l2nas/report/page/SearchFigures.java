package io.github.l2nas.report.page;

import io.github.l2nas.report.figure.ArchitectureDiagram;
import io.github.l2nas.report.figure.CostTradeOff;
import io.github.l2nas.report.figure.CriticPrediction;
import io.github.l2nas.report.figure.Figure;
import io.github.l2nas.report.figure.StateMatrix;
import io.github.l2nas.report.result.ResultException;
import io.github.l2nas.report.result.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one search, from one pass over each history.
 *
 * @param progress what it has in common with others
 * @param figures its own, in the order in which they are shown
 */
record SearchFigures(SearchProgress progress, List<Figure> figures) {

    /**
     * Reads the histories of a search.
     *
     * @param search the search
     * @param prefix of its data files' names
     * @return its figures
     * @throws ResultException where a history is wrong
     */
    static SearchFigures of(SearchResult search, String prefix) {
        List<Optional<Figure>> figures = new ArrayList<>();
        figures.add(ArchitectureDiagram.figure(
                "The architecture", search.found().architecture(), Optional.empty(), prefix));
        StateMatrix state = new StateMatrix(search.found(), search.table());
        CostTradeOff cost = new CostTradeOff(search.found(), search.latencies());
        CriticPrediction critic = new CriticPrediction(search.found());
        SearchProgress progress = SearchProgress.read(search, trial -> {
            state.add(trial);
            cost.add(trial);
            critic.add(trial);
        });
        figures.add(state.figure(prefix));
        figures.add(cost.figure(prefix));
        figures.add(critic.figure(prefix));
        return new SearchFigures(
                progress, figures.stream().flatMap(Optional::stream).toList());
    }
}
