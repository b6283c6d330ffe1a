package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob.Constraints;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.table.BenchmarkTable;
import io.github.l2nas.engine.table.ColumnConstraint;
import io.github.l2nas.engine.table.LatencyTable;
import io.github.l2nas.engine.table.TableEvaluator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The constraints of a search: what an architecture may cost, known without scoring it. */
public final class Feasibility implements Predicate<Architecture> {

    /** One constraint: the job's field that states it, its text, whether it holds, and what comes closest if it never does. */
    private record Rule(String parameter, String text, Predicate<Architecture> holds, Supplier<String> closest) {}

    /** Architectures remembered; a search under a tight constraint draws millions. */
    private static final int MOST_KNOWN = 100_000;

    private final Evaluator evaluator;
    private final List<Rule> rules = new ArrayList<>();
    private final ConcurrentMap<String, Boolean> known = new ConcurrentHashMap<>();

    /**
     * @param constraints as declared
     * @param space counts parameters and MACs
     * @param evaluator tells which architectures can be scored at all; its table has the columns that constraints name
     * @param latencies tells latencies; empty where none is limited
     * @throws JobException for a malformed constraint, or one that no architecture satisfies, as far as that is known: by all
     *     architectures of the table, or by the smallest and the fastest
     */
    public Feasibility(
            Constraints constraints, SearchSpace space, Evaluator evaluator, Optional<LatencyTable> latencies) {
        this.evaluator = evaluator;
        Optional<BenchmarkTable> table =
                evaluator instanceof TableEvaluator scores ? Optional.of(scores.table()) : Optional.empty();
        Collection<Architecture> candidates = table.map(BenchmarkTable::architectures)
                .orElseGet(() -> Stream.concat(space.smallest().stream(), latencies.map(LatencyTable::fastest).stream())
                        .toList());
        addLimit(
                "maxParams",
                "params",
                constraints.maxParams(),
                a -> cost(space, a).params(),
                candidates);
        addLimit("maxMacs", "macs", constraints.maxMacs(), a -> cost(space, a).macs(), candidates);
        if (constraints.maxLatency() != null && latencies.isEmpty()) {
            throw new JobException(
                    "constraints.latencyTable",
                    "maxLatency needs a table of the latencies of blocks; for a column of a table write a constraint");
        }
        latencies.ifPresent(
                known -> addLimit("maxLatency", "latency_ms", constraints.maxLatency(), known::latency, candidates));
        for (String text : constraints.columns()) {
            ColumnConstraint constraint = ColumnConstraint.parse(
                    text,
                    table.orElseThrow(() -> new JobException(
                            "constraints.columns",
                            "'" + text + "' names a column of a table, and this search has none. Use maxParams,"
                                    + " maxMacs or maxLatency")));
            rules.add(new Rule("constraints.columns", text, constraint::test, constraint::closest));
        }
        if (!candidates.isEmpty()) {
            requireSatisfiable(candidates, table.isPresent());
        }
    }

    private void addLimit(
            String parameter,
            String name,
            Number limit,
            ToDoubleFunction<Architecture> cost,
            Collection<Architecture> candidates) {
        if (limit == null) {
            return;
        }
        if (!(limit.doubleValue() > 0 && Double.isFinite(limit.doubleValue()))) {
            throw new JobException("constraints." + parameter, "must be positive, got " + limit);
        }
        rules.add(new Rule(
                "constraints." + parameter,
                name + " <= " + decimal(limit.doubleValue()),
                architecture -> cost.applyAsDouble(architecture) <= limit.doubleValue(),
                () -> "the smallest " + name + " is "
                        + decimal(candidates.stream().mapToDouble(cost).min().orElseThrow())));
    }

    private static Cost cost(SearchSpace space, Architecture architecture) {
        return space.capability(CostModel.class)
                .orElseThrow(() -> new JobException(
                        "constraints",
                        "space " + space.name() + " has no networks whose parameters and multiply-accumulates could be"
                                + " counted. Leave maxParams and maxMacs out"))
                .cost(architecture);
    }

    private static String decimal(double value) {
        return Decimals.shortest(value).toPlainString();
    }

    @Override
    public boolean test(Architecture architecture) {
        if (!evaluator.canScore(architecture)) {
            return false;
        }
        if (rules.isEmpty()) {
            return true;
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(architecture.identity(), key -> satisfiesAll(architecture));
    }

    private boolean satisfiesAll(Architecture architecture) {
        return rules.stream().allMatch(rule -> rule.holds().test(architecture));
    }

    /**
     * @param candidates all architectures, or those that are the cheapest by one of the constraints
     * @param all which of the two
     */
    private void requireSatisfiable(Collection<Architecture> candidates, boolean all) {
        for (Rule rule : rules) {
            if (candidates.stream().noneMatch(rule.holds())) {
                throw new JobException(
                        rule.parameter(),
                        "no architecture satisfies '" + rule.text() + "': "
                                + rule.closest().get() + ". Relax this constraint");
            }
        }
        if (all && candidates.stream().noneMatch(this::satisfiesAll)) {
            throw new JobException(
                    rules.get(0).parameter(),
                    "each of the constraints " + rules.stream().map(Rule::text).toList()
                            + " can be satisfied, but no architecture satisfies all of them. Relax one");
        }
    }
}
