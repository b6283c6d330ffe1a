package io.github.l2nas.report.page;

import io.github.l2nas.report.figure.BestBySteps;
import io.github.l2nas.report.figure.Figure;
import io.github.l2nas.report.result.FoundArchitecture;
import io.github.l2nas.report.result.SearchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Searches that maximised the same, in one figure each. */
final class BestByMetric {

    private BestByMetric() {}

    /**
     * The figures.
     *
     * @param searches all searches
     * @return one for each metric, in the order of the first search for it
     */
    static List<Figure> figures(List<SearchProgress> searches) {
        Map<String, List<SearchProgress>> groups = new LinkedHashMap<>();
        for (SearchProgress search : searches) {
            if (!search.seeds().isEmpty()) {
                groups.computeIfAbsent(scoredBy(search.search().found()), key -> new ArrayList<>())
                        .add(search);
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (List<SearchProgress> group : groups.values()) {
            List<BestBySteps.Series> series = group.stream()
                    .map(one -> new BestBySteps.Series(name(one.search(), group.size() > 1), one.seeds()))
                    .toList();
            String prefix = groups.size() == 1 ? "" : (figures.size() + 1) + "-";
            BestBySteps.figure(metric(group), series, optimum(group), prefix).ifPresent(figures::add);
        }
        return figures;
    }

    private static String metric(List<SearchProgress> group) {
        return group.get(0).search().found().metric();
    }

    /** Accuracies can be compared where the same thing scored. */
    private static String scoredBy(FoundArchitecture found) {
        Map<String, String> provenance = found.provenance();
        return String.join(
                "/",
                found.space().name(),
                found.metric(),
                String.valueOf(provenance.get("inputs.table.sha256")),
                String.valueOf(provenance.get("inputs.supernet.sha256")),
                String.valueOf(provenance.get("inputs.predictor.sha256")));
    }

    /** The search's name, and the strategy's where there are several searches. */
    static String name(SearchResult search, boolean several) {
        String strategy = search.found().strategy();
        return several && !search.name().equals(strategy) ? search.name() + " (" + strategy + ")" : strategy;
    }

    private static OptionalDouble optimum(List<SearchProgress> group) {
        String metric = metric(group);
        Optional<Double> best = group.stream()
                .flatMap(one -> one.search().table().stream())
                .filter(table -> table.columns().contains(metric))
                .findFirst()
                .map(table -> table.metric(metric).best());
        return best.isPresent() ? OptionalDouble.of(best.get()) : OptionalDouble.empty();
    }
}
