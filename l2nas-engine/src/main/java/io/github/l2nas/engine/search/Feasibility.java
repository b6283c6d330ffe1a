package io.github.l2nas.engine.search;

import io.github.l2nas.engine.job.JobException;
import io.github.l2nas.engine.job.SearchJob.Constraints;
import io.github.l2nas.engine.table.BenchmarkTable;
import io.github.l2nas.engine.table.ColumnConstraint;
import io.github.l2nas.spaces.Architecture;
import io.github.l2nas.spaces.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The constraints of a search: what an architecture may cost, known without scoring it. */
public final class Feasibility implements Predicate<Architecture> {

    /** One constraint: the job's field that states it, its text, whether it holds, and what comes closest if it never does. */
    private record Rule(String parameter, String text, Predicate<Architecture> holds, Supplier<String> closest) {}

    private final List<Rule> rules = new ArrayList<>();
    private final ConcurrentMap<String, Boolean> known = new ConcurrentHashMap<>();

    /**
     * @param constraints as declared
     * @param space counts parameters and MACs
     * @param table has the columns that constraints name; empty where a supernet scores
     * @throws JobException for a malformed constraint, or where no architecture of the table satisfies them
     */
    public Feasibility(Constraints constraints, SearchSpace space, Optional<BenchmarkTable> table) {
        List<Architecture> all =
                table.map(BenchmarkTable::architectures).map(List::copyOf).orElse(List.of());
        addLimit(
                "constraints.maxParams",
                "params",
                constraints.maxParams(),
                a -> space.cost(a).params(),
                all);
        addLimit(
                "constraints.maxMacs",
                "macs",
                constraints.maxMacs(),
                a -> space.cost(a).macs(),
                all);
        for (String text : constraints.columns()) {
            ColumnConstraint constraint = ColumnConstraint.parse(
                    text,
                    table.orElseThrow(() -> new JobException(
                            "constraints.columns",
                            "'" + text + "' names a column of a table, and a supernet has none. Use maxParams or"
                                    + " maxMacs")));
            rules.add(new Rule("constraints.columns", text, constraint::test, constraint::closest));
        }
        if (table.isPresent()) {
            requireSatisfiable(all);
        }
    }

    private void addLimit(
            String parameter, String name, Long limit, ToLongFunction<Architecture> cost, List<Architecture> all) {
        if (limit == null) {
            return;
        }
        if (limit < 1) {
            throw new JobException(parameter, "must be at least 1, got " + limit);
        }
        rules.add(new Rule(
                parameter,
                name + " <= " + limit,
                architecture -> cost.applyAsLong(architecture) <= limit,
                () -> "the smallest " + name + " is "
                        + all.stream().mapToLong(cost).min().orElseThrow()));
    }

    @Override
    public boolean test(Architecture architecture) {
        return rules.isEmpty() || known.computeIfAbsent(architecture.identity(), key -> satisfiesAll(architecture));
    }

    private boolean satisfiesAll(Architecture architecture) {
        return rules.stream().allMatch(rule -> rule.holds().test(architecture));
    }

    private void requireSatisfiable(List<Architecture> architectures) {
        if (architectures.stream().anyMatch(this::satisfiesAll)) {
            return;
        }
        for (Rule rule : rules) {
            if (architectures.stream().noneMatch(rule.holds())) {
                throw new JobException(
                        rule.parameter(),
                        "no architecture satisfies '" + rule.text() + "': "
                                + rule.closest().get() + ". Relax this constraint");
            }
        }
        throw new JobException(
                rules.get(0).parameter(),
                "each of the constraints " + rules.stream().map(Rule::text).toList()
                        + " can be satisfied, but no architecture satisfies all of them. Relax one");
    }
}
