package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The fidelities of a search: those that its job declares, or those that follow from its evaluator where the strategy uses several,
 * or one.
 */
final class FidelityChoice {

    /** Ratio of one amount to the next, where they follow from the evaluator. */
    private static final double FACTOR = 3;

    private static final String FIELD = "fidelities";

    private FidelityChoice() {}

    /**
     * The fidelities of a search.
     *
     * @param job as declared
     * @param range of its evaluator; empty where that scores at the full fidelity only
     * @param strategy of the job
     * @return lowest first
     * @throws JobException where the evaluator has no such fidelities, or the strategy needs several and there is one
     */
    static Fidelities of(SearchJob job, Optional<FidelityRange> range, StrategyChoice<?> strategy) {
        Fidelities declared = job.fidelities();
        if (declared != null && job.objectives() != null) {
            throw new JobException(
                    FIELD,
                    "a search with objectives scores at the full fidelity only; leave them or the objectives out");
        }
        if (declared != null) {
            requireWithin(declared, job, range);
        }
        Fidelities found = declared == null ? derived(job, range, strategy) : continued(declared, range.orElseThrow());
        if (strategy.usesFidelities() && !found.several()) {
            throw new JobException(
                    FIELD,
                    "strategy " + job.strategy().name() + " scores at several fidelities, and there is one, " + found
                            + ". Raise the evaluator's full one, or declare several");
        }
        return found;
    }

    /**
     * Insists on fidelities where a strategy needs them and no evaluator is there yet.
     *
     * @param job as declared
     * @param evaluator of the job; empty where it does not exist yet
     * @param strategy of the job
     * @return as above; one fidelity where it can't be told
     */
    static Fidelities foreseen(SearchJob job, Optional<Evaluator> evaluator, StrategyChoice<?> strategy) {
        if (evaluator.isPresent()) {
            return of(job, evaluator.get().fidelities(), strategy);
        }
        return job.fidelities() == null
                ? new Fidelities(Fidelities.ONE.unit(), List.of(new Fidelity(0.5, null), new Fidelity(1, null)), null)
                : job.fidelities();
    }

    private static void requireWithin(Fidelities declared, SearchJob job, Optional<FidelityRange> possible) {
        FidelityRange range = possible.orElseThrow(() -> new JobException(
                FIELD, "evaluator " + job.evaluator().name() + " scores at one fidelity only; leave them out"));
        String what = "evaluator " + job.evaluator().name() + " ";
        if (!declared.unit().equals(range.unit())) {
            throw new JobException(
                    FIELD, what + "counts " + range.unit() + ", not " + declared.unit() + "; write " + range.unit());
        }
        if (declared.full() != range.full()) {
            throw new JobException(
                    FIELD,
                    what + "has " + Fidelity.text(range.full()) + " " + range.unit()
                            + " as its full fidelity, and the highest is " + Fidelity.text(declared.full())
                            + "; let both be the same");
        }
        for (Fidelity level : declared.levels()) {
            if (range.step() > 0 && level.amount() % range.step() != 0) {
                throw new JobException(
                        FIELD,
                        Fidelity.text(level.amount()) + " " + range.unit() + " won't do: " + what
                                + "needs multiples of " + Fidelity.text(range.step()));
            }
        }
    }

    /** What the job says of continuing counts before what the evaluator says. */
    private static Fidelities continued(Fidelities declared, FidelityRange range) {
        return declared.continued() == null
                ? new Fidelities(declared.unit(), declared.levels(), range.continued())
                : declared;
    }

    private static Fidelities derived(SearchJob job, Optional<FidelityRange> range, StrategyChoice<?> strategy) {
        boolean limited = job.stopping().maxEffort() != null;
        if (!strategy.usesFidelities() && !limited) {
            return Fidelities.ONE;
        }
        FidelityRange known = range.filter(possible -> possible.step() > 0)
                .orElseThrow(() -> new JobException(
                        strategy.usesFidelities() ? FIELD : "stopping.maxEffort",
                        (strategy.usesFidelities()
                                        ? "strategy " + job.strategy().name() + " scores at several fidelities, and "
                                        : "it is counted in the fidelities' unit, and ")
                                + "evaluator " + job.evaluator().name()
                                + " tells none. Declare them, for example '3 epochs' and '12 epochs', for a table each"
                                + " with its column"));
        List<Fidelity> levels = new ArrayList<>();
        levels.add(new Fidelity(known.full(), null));
        for (double amount = below(known, known.full());
                strategy.usesFidelities() && amount >= known.step();
                amount = below(known, amount)) {
            levels.add(new Fidelity(amount, null));
        }
        Collections.reverse(levels);
        return new Fidelities(known.unit(), levels, known.continued());
    }

    /** A third, as a multiple of the step. */
    private static double below(FidelityRange range, double amount) {
        return range.step() * Math.floor(amount / FACTOR / range.step());
    }
}
