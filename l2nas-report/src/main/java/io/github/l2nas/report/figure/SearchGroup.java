package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.report.drawing.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Searches whose accuracies can be compared: each figure shows all of them.
 *
 * @param searches at least one
 */
public record SearchGroup(List<SearchTrace> searches) {

    public SearchGroup {
        searches = List.copyOf(searches);
        if (searches.isEmpty()) {
            throw new IllegalArgumentException("a group without searches");
        }
    }

    public String metric() {
        return searches.get(0).found().metric();
    }

    SearchSpace space() {
        return searches.get(0).found().space();
    }

    /**
     * The table that scored.
     *
     * @return nothing where none did or it is gone
     */
    public Optional<BenchmarkTable> table() {
        return searches.stream()
                .flatMap(one -> one.search().table().stream())
                .filter(table -> table.columns().contains(metric()))
                .findFirst();
    }

    /**
     * The best there is.
     *
     * @return its accuracy in [0, 1], where a table tells
     */
    public OptionalDouble optimum() {
        Optional<BenchmarkTable> table = table();
        return table.isPresent()
                ? OptionalDouble.of(table.get().metric(metric()).best())
                : OptionalDouble.empty();
    }

    /** The highest accuracy that any search has found. */
    public double best() {
        return searches.stream()
                .map(one -> one.found().accuracy())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Searches of which a trial is known. */
    List<SearchTrace> traced() {
        return searches.stream().filter(one -> !one.best().isEmpty()).toList();
    }

    /** Searches without objectives of which a trial is known. */
    List<SearchTrace> ofOneMetric() {
        return traced().stream()
                .filter(one -> one.found().objectives().isEmpty())
                .toList();
    }

    /** Searches with objectives of which a trial is known: those that weigh the same together, each in the order of the group. */
    Collection<List<SearchTrace>> weighing() {
        Map<String, List<SearchTrace>> weighing = new LinkedHashMap<>();
        traced().stream()
                .filter(one -> !one.best().front().front().isEmpty())
                .forEach(one -> weighing.computeIfAbsent(
                                one.best().front().objectives().stream()
                                        .map(objective -> objective.metric() + " " + objective.direction())
                                        .collect(Collectors.joining(", ")),
                                key -> new ArrayList<>())
                        .add(one));
        return weighing.values();
    }

    /** The look of one of the searches, the same in all figures. */
    String look(SearchTrace search) {
        return isSingle() ? Series.look(1) : Series.look(searches.indexOf(search));
    }

    /** What figures of the best seeds say first. */
    String ofBestSeeds() {
        boolean several = searches.stream().anyMatch(one -> one.seeds().size() > 1);
        if (!several) {
            return "";
        }
        return searches.size() == 1
                ? "Seed " + searches.get(0).found().seed() + ", the best one. "
                : "The best seed of each search. ";
    }

    boolean isSingle() {
        return searches.size() == 1;
    }
}
