package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob.Constraints;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ArchitectureMemo;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.LatencySpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.table.ColumnConstraint;
import io.github.l2nas.engine.table.TableEvaluator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The constraints of a search: what an architecture may cost, known without scoring it. */
public final class Feasibility implements Predicate<Architecture> {

    /**
     * One constraint: the job's field that states it, its text, whether it holds, what comes closest if it never does, and whether the
     * candidates tell that it never does.
     */
    private record Rule(
            String parameter, String text, Predicate<Architecture> holds, Supplier<String> closest, boolean judged) {}

    private final SearchSpace space;
    private final SearchCosts costs;
    private final Optional<Evaluator> evaluator;
    private final CheapestArchitectures candidates;
    private final Predicate<Architecture> hasLatency;
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private final ArchitectureMemo<Boolean> known = new ArchitectureMemo<>();

    /**
     * Constraints on published networks.
     *
     * @param constraints as declared
     * @param space counts parameters and MACs
     * @param evaluator tells which architectures can be scored at all
     * @param latencies tells latencies; empty where none is limited
     * @throws JobException as the other constructor
     */
    public Feasibility(
            Constraints constraints,
            SearchSpace space,
            Evaluator evaluator,
            Optional<LatencySpace.Latencies> latencies) {
        this(constraints, space, SearchCosts.published(space), Optional.of(evaluator), latencies);
    }

    /**
     * @param constraints as declared
     * @param space where architectures come from
     * @param costs counts parameters and MACs
     * @param evaluator tells which architectures can be scored at all; its table has the columns that constraints name. Empty
     *     where it does not exist yet
     * @param latencies tells latencies; empty where none is limited
     * @throws JobException for a malformed constraint, or one that no architecture satisfies, as far as that is known: by all
     *     architectures of the table or of a small space, or by the smallest and the fastest
     */
    public Feasibility(
            Constraints constraints,
            SearchSpace space,
            SearchCosts costs,
            Optional<Evaluator> evaluator,
            Optional<LatencySpace.Latencies> latencies) {
        this.space = space;
        this.costs = costs;
        this.evaluator = evaluator;
        candidates = isUnlimited(constraints)
                ? new CheapestArchitectures(List.of(), false)
                : CheapestArchitectures.of(space, evaluator, latencies);
        hasLatency = architecture -> latencies.isEmpty() || latencies.get().knows(architecture);
        boolean judged = !candidates.architectures().isEmpty();
        addLimit(
                "maxParams",
                "params",
                constraints.maxParams(),
                architecture -> cost(architecture).params(),
                judged);
        addLimit(
                "maxMacs",
                "macs",
                constraints.maxMacs(),
                architecture -> cost(architecture).macs(),
                judged);
        if (constraints.maxLatency() != null && latencies.isEmpty()) {
            throw new JobException(
                    "constraints.latencyTable",
                    "maxLatency needs latencies, of goal measure-latency for example; for a column of a table write a"
                            + " constraint");
        }
        latencies.ifPresent(table -> addLimit(
                "maxLatency",
                "latency_ms",
                constraints.maxLatency(),
                architecture -> table.knows(architecture) ? table.latency(architecture) : Double.POSITIVE_INFINITY,
                candidates.all() || (judged && table.fastest().isPresent())));
        constraints.columns().forEach(this::addColumn);
        requireSatisfiable();
    }

    private static boolean isUnlimited(Constraints constraints) {
        return constraints.maxParams() == null
                && constraints.maxMacs() == null
                && constraints.maxLatency() == null
                && constraints.columns().isEmpty();
    }

    private void addColumn(String text) {
        if (evaluator.isEmpty() || !(evaluator.get() instanceof TableEvaluator scores)) {
            throw new JobException(
                    "constraints.columns",
                    "'" + text + "' names a column of a table, and this search has none. Use maxParams,"
                            + " maxMacs or maxLatency");
        }
        ColumnConstraint constraint = ColumnConstraint.parse(text, scores.table());
        rules.add(new Rule("constraints.columns", text, constraint::test, constraint::closest, true));
    }

    private void addLimit(
            String parameter, String name, Number limit, ToDoubleFunction<Architecture> cost, boolean judged) {
        if (limit == null) {
            return;
        }
        double most = limit.doubleValue();
        if (!(most > 0 && Double.isFinite(most))) {
            throw new JobException("constraints." + parameter, "must be positive, got " + limit);
        }
        if (!judged) {
            double least = CheapestArchitectures.leastFound(space, cost);
            if (least > most) {
                doubts.add("no architecture of " + space.name() + " may satisfy " + name + " <= " + decimal(most)
                        + ": the smallest " + name + " that was found is " + decimal(least) + network(parameter));
            }
        }
        rules.add(new Rule(
                "constraints." + parameter,
                name + " <= " + decimal(most),
                architecture -> cost.applyAsDouble(architecture) <= most,
                () -> "the smallest " + name + " is "
                        + decimal(candidates.architectures().stream()
                                .mapToDouble(cost)
                                .min()
                                .orElseThrow())
                        + network(parameter),
                judged));
    }

    /** Says which network is counted where it is not the published one. */
    private String network(String parameter) {
        return costs.skeleton().isEmpty() || parameter.equals("maxLatency")
                ? ""
                : ", counted in the network of "
                        + costs.counted().map(CostModel::network).orElseThrow();
    }

    private Cost cost(Architecture architecture) {
        return costs.counted()
                .orElseThrow(() -> new JobException(
                        "constraints",
                        "space " + space.name() + " has no networks whose parameters and multiply-accumulates could be"
                                + " counted. Leave maxParams and maxMacs out"))
                .cost(architecture);
    }

    private static String decimal(double value) {
        return Decimals.shortest(value).toPlainString();
    }

    /**
     * What may be impossible without being known to be.
     *
     * @return sentences for the user
     */
    public List<String> doubts() {
        return List.copyOf(doubts);
    }

    @Override
    public boolean test(Architecture architecture) {
        if (evaluator.isPresent() && !evaluator.get().canScore(architecture)) {
            return false;
        }
        if (!hasLatency.test(architecture)) {
            return false;
        }
        return rules.isEmpty() || known.get(architecture, this::satisfiesAll);
    }

    private boolean satisfiesAll(Architecture architecture) {
        return rules.stream().allMatch(rule -> rule.holds().test(architecture));
    }

    private void requireSatisfiable() {
        Collection<Architecture> those = candidates.architectures();
        if (those.isEmpty()) {
            return;
        }
        for (Rule rule : rules) {
            if (rule.judged() && those.stream().noneMatch(rule.holds())) {
                throw new JobException(
                        rule.parameter(),
                        "no architecture satisfies '" + rule.text() + "': "
                                + rule.closest().get() + ". Relax this constraint");
            }
        }
        if (candidates.all() && those.stream().noneMatch(this::satisfiesAll)) {
            throw new JobException(
                    rules.get(0).parameter(),
                    "each of the constraints " + rules.stream().map(Rule::text).toList()
                            + " can be satisfied, but no architecture satisfies all of them. Relax one");
        }
    }
}
