package io.github.l2nas.report.page;

import io.github.l2nas.report.figure.BestBySteps;
import io.github.l2nas.report.figure.Figure;
import io.github.l2nas.report.result.SearchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Searches whose accuracies can be compared, in one figure each. */
final class BestByMetric {

    private BestByMetric() {}

    /**
     * The figures.
     *
     * @param searches all searches
     * @return one for all that were scored alike, in the order of the first such search
     */
    static List<Figure> figures(List<SearchProgress> searches) {
        Map<ScoredBy, List<SearchProgress>> groups = groups(searches);
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

    private static Map<ScoredBy, List<SearchProgress>> groups(List<SearchProgress> searches) {
        Map<ScoredBy, List<SearchProgress>> groups = new LinkedHashMap<>();
        for (SearchProgress search : searches) {
            if (!search.seeds().isEmpty()) {
                groups.computeIfAbsent(ScoredBy.of(search.search().found()), key -> new ArrayList<>())
                        .add(search);
            }
        }
        return groups;
    }

    /**
     * Why searches are not all in one figure.
     *
     * @param searches all searches
     * @return a sentence for each figure after the first
     */
    static List<String> reasons(List<SearchProgress> searches) {
        Map<ScoredBy, List<SearchProgress>> groups = groups(searches);
        List<String> reasons = new ArrayList<>();
        ScoredBy first = null;
        for (Map.Entry<ScoredBy, List<SearchProgress>> group : groups.entrySet()) {
            if (first == null) {
                first = group.getKey();
                continue;
            }
            reasons.add(names(group.getValue()) + " can't be compared with " + names(groups.get(first))
                    + " and has a figure of its own: the accuracies depend on "
                    + String.join(", ", first.differences(group.getKey())) + ", which differ.");
        }
        return reasons;
    }

    private static String names(List<SearchProgress> searches) {
        return searches.stream().map(one -> one.search().name()).collect(Collectors.joining(", "));
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
