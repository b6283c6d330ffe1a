package io.github.l2nas.api.evaluator;

/**
 * An evaluator whose score is a function of the architecture alone, and takes no longer than reading a file: a table, a
 * formula. It needs neither seed nor networks, serves several threads at once, and its scores are not kept for other
 * searches.
 */
public interface FunctionEvaluator extends Evaluator {

    @Override
    default boolean reusable() {
        return false;
    }

    @Override
    default boolean usesSeed() {
        return false;
    }

    @Override
    default boolean usesCompute() {
        return false;
    }

    @Override
    default boolean concurrent() {
        return true;
    }
}
