package io.github.l2nas.api.evaluator;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import java.util.OptionalDouble;

/**
 * Scores architectures. A search asks for each architecture once and remembers the answer. Several searches may share an
 * evaluator; it is asked by several threads at once only where it is {@link #concurrent()}.
 *
 * <p>A class that implements this and has a public constructor without parameters can be named in a POM. One with settings or
 * inputs is made by an {@link EvaluatorFactory}.
 */
public interface Evaluator extends AutoCloseable {

    /**
     * Scores an architecture.
     *
     * @param candidate the architecture, and what scoring it may depend on and use
     * @return its metrics
     * @throws TrialFailedException where this architecture can't be scored; the search goes on without it
     * @throws io.github.l2nas.api.job.JobException where nothing can be scored; the search ends
     */
    Score evaluate(Candidate candidate);

    /**
     * Whether an architecture can be scored at all. One that can't is infeasible, like one that violates a constraint: it is not
     * asked for, and it is never the answer.
     *
     * @param architecture an architecture of the search's space
     * @return false for example where a table has no row for it
     */
    default boolean canScore(Architecture architecture) {
        return true;
    }

    /**
     * Acc_env of reward (7), the accuracy that rewards are relative to: what the best architectures of this evaluator
     * reach. It only scales rewards, so that a policy can move from one evaluator to another.
     *
     * @return accuracy in (0, 1]; empty where the evaluator does not know
     */
    default OptionalDouble referenceAccuracy() {
        return OptionalDouble.empty();
    }

    /**
     * The space as this evaluator knows it: with the costs of the networks that it scores.
     *
     * @param declared the space of the job
     * @return {@code declared}, or one of the same name and the same architectures
     */
    default SearchSpace space(SearchSpace declared) {
        return declared;
    }

    /**
     * Whether scores are worth keeping for other searches: whether scoring costs more than reading a file.
     *
     * @return false where it does not
     */
    default boolean reusable() {
        return true;
    }

    /**
     * Whether several threads may ask at once.
     *
     * @return false for evaluators that use all cores themselves
     */
    default boolean concurrent() {
        return false;
    }

    @Override
    default void close() {}
}
