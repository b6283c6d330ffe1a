package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.report.result.SearchResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What the architectures of a search cost. Fronts and the best ten are exact; of the others an even sample is kept. */
final class CostTrace {

    static final String PARAMETERS = "parameters (M)";
    static final String MACS = "MACs (M)";

    private static final int MOST_OTHERS = 2000;
    static final int TOP = 10;
    private static final double MILLION = 1e6;

    /**
     * An architecture, how it did and what it costs.
     *
     * @param architecture what it is
     * @param accuracy in [0, 1]
     * @param step of the search
     * @param costs by the names of the costs; NaN where a table lacks it
     */
    record Scored(Architecture architecture, double accuracy, int step, Map<String, Double> costs) {}

    /** An architecture that came onto a front when some were scored. */
    record Entrant(int unique, double cost, double accuracy) {}

    private final Optional<CostModel> counted;
    private final Map<String, ToDoubleFunction<Architecture>> latencies;
    private final String foundIdentity;
    private final Map<String, ParetoFront<Scored>> fronts = new LinkedHashMap<>();
    private final Map<String, List<Entrant>> entrants = new LinkedHashMap<>();
    private final EvenSample<Scored> sample = new EvenSample<>(MOST_OTHERS);
    private final List<Scored> top = new ArrayList<>();
    private Optional<Scored> found = Optional.empty();
    private int unique;

    CostTrace(SearchResult search) {
        counted = search.found().costs();
        latencies = search.latencies();
        foundIdentity = search.found().architecture().identity();
        List<String> names = new ArrayList<>();
        if (counted.isPresent()) {
            names.addAll(List.of(PARAMETERS, MACS));
        }
        names.addAll(latencies.keySet());
        for (String name : names) {
            fronts.put(name, new ParetoFront<>());
            entrants.put(name, new ArrayList<>());
        }
    }

    void add(ScoredTrial trial, Architecture architecture) {
        unique = trial.unique();
        Scored scored = new Scored(architecture, trial.accuracy(), trial.row().step(), costs(architecture));
        fronts.forEach((cost, front) -> {
            if (front.add(scored.costs().get(cost), scored.accuracy(), scored)) {
                entrants.get(cost).add(new Entrant(unique, scored.costs().get(cost), scored.accuracy()));
            }
        });
        sample.add(scored);
        addToTop(scored);
        if (found.isEmpty() && architecture.identity().equals(foundIdentity)) {
            found = Optional.of(scored);
        }
    }

    private Map<String, Double> costs(Architecture architecture) {
        Map<String, Double> costs = new LinkedHashMap<>();
        if (counted.isPresent()) {
            Cost cost = counted.get().cost(architecture);
            costs.put(PARAMETERS, cost.params() / MILLION);
            costs.put(MACS, cost.macs() / MILLION);
        }
        latencies.forEach((name, latency) -> costs.put(name, latency.applyAsDouble(architecture)));
        return costs;
    }

    private void addToTop(Scored scored) {
        int rank = top.size();
        while (rank > 0 && top.get(rank - 1).accuracy() < scored.accuracy()) {
            rank--;
        }
        top.add(rank, scored);
        if (top.size() > TOP) {
            top.remove(TOP);
        }
    }

    /** Names of the costs. */
    List<String> names() {
        return List.copyOf(fronts.keySet());
    }

    /** Architectures that no other beats in accuracy and a cost, cheapest first. */
    List<ParetoFront.Member<Scored>> front(String cost) {
        return fronts.containsKey(cost) ? fronts.get(cost).members() : List.of();
    }

    List<Entrant> entrants(String cost) {
        return entrants.getOrDefault(cost, List.of());
    }

    /** The best ten, the fronts and what was found, the best first. */
    List<Scored> mattering() {
        Set<Scored> all = new LinkedHashSet<>(top);
        found.ifPresent(all::add);
        fronts.values().forEach(front -> front.members().forEach(member -> all.add(member.value())));
        List<Scored> sorted = new ArrayList<>(all);
        sorted.sort((one, other) -> Double.compare(other.accuracy(), one.accuracy()));
        return sorted;
    }

    boolean isTop(Scored scored) {
        return top.contains(scored);
    }

    Optional<Scored> found() {
        return found;
    }

    List<Scored> sample() {
        return sample.values();
    }

    /** Different architectures that were scored. */
    int unique() {
        return unique;
    }
}
