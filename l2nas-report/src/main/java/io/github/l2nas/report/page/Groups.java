package io.github.l2nas.report.page;

import io.github.l2nas.report.figure.BestByArchitectures;
import io.github.l2nas.report.figure.CostTradeOff;
import io.github.l2nas.report.figure.CriticPrediction;
import io.github.l2nas.report.figure.DiversityBySteps;
import io.github.l2nas.report.figure.Figure;
import io.github.l2nas.report.figure.HypervolumeByArchitectures;
import io.github.l2nas.report.figure.ObjectiveFronts;
import io.github.l2nas.report.figure.ObjectiveHypervolume;
import io.github.l2nas.report.figure.OperationImportance;
import io.github.l2nas.report.figure.ParallelCoordinates;
import io.github.l2nas.report.figure.SearchGroup;
import io.github.l2nas.report.figure.SearchTrace;
import io.github.l2nas.report.figure.SpaceMap;
import io.github.l2nas.report.figure.StateMatrix;
import io.github.l2nas.report.result.SearchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Searches by what they can be compared with, and the figures of each group. */
final class Groups {

    private final Map<ScoredBy, SearchGroup> groups = new LinkedHashMap<>();

    /**
     * @param searches all searches, in the order of the page
     */
    Groups(List<SearchTrace> searches) {
        Map<ScoredBy, List<SearchTrace>> members = new LinkedHashMap<>();
        for (SearchTrace search : searches) {
            members.computeIfAbsent(ScoredBy.of(search.search().found()), key -> new ArrayList<>())
                    .add(search);
        }
        members.forEach((scoredBy, group) -> groups.put(scoredBy, new SearchGroup(group)));
    }

    /** In the order of their first searches. */
    List<SearchGroup> all() {
        return List.copyOf(groups.values());
    }

    /** A figure of a group. */
    private interface Kind {
        Optional<Figure> of(SearchGroup group, String prefix);
    }

    /** Several figures of a group. */
    private interface Kinds {
        List<Figure> of(SearchGroup group, String prefix);
    }

    /** How the searches went. */
    void addCourse(Page page) {
        reasons().forEach(page::paragraph);
        add(page, BestByArchitectures::figure);
        add(page, SpaceMap::figure);
        add(page, DiversityBySteps::figure);
    }

    /** What good architectures are. */
    void addArchitectures(Page page) {
        add(page, StateMatrix::figure);
        add(page, OperationImportance::figure);
        add(page, ParallelCoordinates::figure);
    }

    /** What accuracy costs. */
    void addCosts(Page page) {
        add(page, CostTradeOff::figure);
        add(page, HypervolumeByArchitectures::figure);
    }

    /** What searches with objectives weigh. */
    void addFronts(Page page) {
        addAll(page, ObjectiveFronts::figures);
        addFrontCourse(page);
    }

    /** How the fronts grew. */
    void addFrontCourse(Page page) {
        addAll(page, ObjectiveHypervolume::figures);
    }

    void addCritics(Page page) {
        add(page, CriticPrediction::figure);
    }

    private void add(Page page, Kind kind) {
        addAll(page, (group, prefix) -> kind.of(group, prefix).stream().toList());
    }

    private void addAll(Page page, Kinds kinds) {
        List<SearchGroup> all = all();
        for (int i = 0; i < all.size(); i++) {
            kinds.of(all.get(i), all.size() == 1 ? "" : (i + 1) + "-").forEach(page::figure);
        }
    }

    /** Why searches are not all in one figure: a sentence for each group after the first. */
    private List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        ScoredBy first = null;
        for (Map.Entry<ScoredBy, SearchGroup> group : groups.entrySet()) {
            if (first == null) {
                first = group.getKey();
                continue;
            }
            reasons.add(names(group.getValue()) + " can't be compared with " + names(groups.get(first))
                    + " and has figures of its own: the accuracies depend on "
                    + String.join(", ", first.differences(group.getKey())) + ", which differ.");
        }
        return reasons;
    }

    private static String names(SearchGroup group) {
        return group.searches().stream().map(SearchTrace::name).collect(Collectors.joining(", "));
    }

    /** The search's name, and the strategy's where there are several searches. */
    static String name(SearchResult search, boolean several) {
        String strategy = search.found().strategy();
        return several && !search.name().equals(strategy) ? search.name() + " (" + strategy + ")" : strategy;
    }
}
