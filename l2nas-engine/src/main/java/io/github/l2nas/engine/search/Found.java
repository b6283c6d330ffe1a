package io.github.l2nas.engine.search;

import io.github.l2nas.engine.strategy.SearchContext;
import io.github.l2nas.spaces.ActionShape;
import io.github.l2nas.spaces.Architecture;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a search answers: the architecture of highest accuracy, or, where the accuracies are noisy, the consensus of the
 * best: the mean of their one-hot encodings, discretized. For K best that is the paper's state s_t, read as an action.
 *
 * @param architecture satisfies the constraints
 * @param accuracy its own, in [0, 1]
 * @param consensusOf number of architectures that it is the consensus of; null where it is the best
 */
public record Found(Architecture architecture, double accuracy, Integer consensusOf) {

    static Found best(History history, SearchContext context) {
        return new Found(
                context.space().parse(history.best().architecture()),
                history.best().accuracy(),
                null);
    }

    /**
     * The consensus of the best. Where it violates a constraint the last of them has no say, and so on down to the best
     * alone.
     *
     * @param history at least one feasible trial
     * @param count number of architectures, at least 1
     * @param context space and constraints
     * @param scorer scores the consensus where no trial has
     * @return what was found
     */
    static Found consensus(History history, int count, SearchContext context, ToDoubleFunction<Architecture> scorer) {
        ActionShape shape = context.space().actionShape();
        List<Architecture> best = history.best(count);
        float[] votes = new float[shape.size()];
        best.forEach(architecture -> add(shape.oneHot(architecture.choices()), 1, votes));
        int voters = best.size();
        while (voters > 1 && !context.feasible().test(context.space().discretize(votes))) {
            voters--;
            add(shape.oneHot(best.get(voters).choices()), -1, votes);
        }
        Architecture consensus = context.space().discretize(votes);
        return new Found(
                consensus, history.accuracy(consensus).orElseGet(() -> scorer.applyAsDouble(consensus)), voters);
    }

    private static void add(float[] encoding, int weight, float[] votes) {
        for (int i = 0; i < votes.length; i++) {
            votes[i] += weight * encoding[i];
        }
    }
}
