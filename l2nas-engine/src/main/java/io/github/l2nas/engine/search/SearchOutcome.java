package io.github.l2nas.engine.search;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What a search answers: the architecture of highest accuracy, or, where the accuracies are noisy, the consensus of the
 * best: the mean of their one-hot encodings, discretized. That is the paper's state s_t of an elite of that size, read as
 * an action.
 *
 * @param architecture satisfies the constraints
 * @param accuracy its own, in [0, 1]
 * @param consensusOf number of architectures that it is the consensus of; null where it is the best
 */
public record SearchOutcome(Architecture architecture, double accuracy, Integer consensusOf) {

    static SearchOutcome best(History history, SearchContext context) {
        return of(history.best(), context.space());
    }

    static SearchOutcome of(Trial trial, SearchSpace space) {
        return new SearchOutcome(space.parse(trial.architecture()), trial.accuracy(), null);
    }

    /**
     * The consensus of the best. Where it violates a constraint or can't be scored the last of them has no say, and so on down
     * to the best alone.
     *
     * @param history at least one feasible trial
     * @param count number of architectures, at least 1
     * @param context space and constraints
     * @param scorer scores the consensus where no trial has; NaN where that fails
     * @return what was found
     */
    static SearchOutcome consensus(
            History history, int count, SearchContext context, ToDoubleFunction<Architecture> scorer) {
        SearchSpace space = context.space();
        Elite elite = elite(history, count, space);
        Architecture consensus = consensus(elite, space);
        double accuracy = accuracy(history, consensus, context, scorer);
        while (Double.isNaN(accuracy)) {
            elite = elite(history, elite.size() - 1, space);
            consensus = consensus(elite, space);
            accuracy = accuracy(history, consensus, context, scorer);
        }
        return new SearchOutcome(consensus, accuracy, elite.size());
    }

    /** The accuracy of a consensus; NaN where it violates a constraint or can't be scored. */
    private static double accuracy(
            History history, Architecture architecture, SearchContext context, ToDoubleFunction<Architecture> scorer) {
        if (!context.feasible().test(architecture)
                || history.failure(architecture).isPresent()) {
            return Double.NaN;
        }
        OptionalDouble known = history.accuracy(architecture);
        return known.isPresent() ? known.getAsDouble() : scorer.applyAsDouble(architecture);
    }

    private static Elite elite(History history, int size, SearchSpace space) {
        Elite elite = new Elite(space.actionShape(), size);
        for (Trial trial : history.trials()) {
            if (trial.full() && elite.admits(trial.accuracy())) {
                elite.add(space.parse(trial.architecture()), trial.accuracy());
            }
        }
        return elite;
    }

    private static Architecture consensus(Elite elite, SearchSpace space) {
        float[] state = new float[elite.shape().size()];
        elite.stateTo(state);
        return space.discretize(state);
    }
}
