package io.github.l2nas.api.evaluator;

import io.github.l2nas.api.fidelity.FidelityRange;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.Skeleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Scores architectures. A search asks for each architecture once and remembers the answer. Several searches may share an
 * evaluator; it is asked by several threads at once only where it is {@link #concurrent()}.
 *
 * <p>A class that implements this and has a public constructor without parameters can be named in a POM. One with settings or
 * inputs is made by an {@link EvaluatorFactory}.
 */
public interface Evaluator extends AutoCloseable {

    /**
     * Scores an architecture. Any exception but a {@code JobException} and an {@code EvaluationPausedException},
     * and {@code null}, fail the trial; an error, for example of memory, ends the search.
     *
     * @param candidate the architecture, and what scoring it may depend on and use
     * @return its metrics
     * @throws TrialFailedException where this architecture can't be scored; the search goes on without it
     * @throws EvaluationPausedException where the time of this run is used up; a later run goes on with this architecture
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
     * The names of the metrics that come with each score, {@link Score#metrics()}.
     *
     * @return names; empty where only a score tells
     */
    default Optional<List<String>> metrics() {
        return Optional.empty();
    }

    /**
     * A metric that this evaluator can tell before it scores, for example one that was measured for all architectures beforehand. An
     * objective that a job declares as known is asked here, for many more architectures than are scored, by several threads.
     *
     * @param metric its name
     * @return its value for an architecture that {@link #canScore}; empty where it comes with the score only
     */
    default Optional<ToDoubleFunction<Architecture>> known(String metric) {
        return Optional.empty();
    }

    /**
     * What speaks against the accuracy of a search's answer, for example that it lies outside of what the evaluator can know. It
     * is told in the log and written into the result.
     *
     * @param answer the architecture that the search found
     * @param accuracy what this evaluator says of it, in [0, 1]
     * @return sentences for the user; none where there is nothing to doubt
     */
    default List<String> doubts(Architecture answer, double accuracy) {
        return List.of();
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
     * The networks whose accuracies this evaluator tells, where it runs some.
     *
     * @return their size, classes and images; empty where scores come from elsewhere
     */
    default Optional<Skeleton> skeleton() {
        return Optional.empty();
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
     * Whether a score depends on the candidate's seed. Where it does not, scores are reused by searches with other seeds.
     *
     * @return false where the same architecture has the same score whatever the seed
     */
    default boolean usesSeed() {
        return true;
    }

    /**
     * Whether a score depends on what networks run on, the job's backend and number of threads. Where it does not, scores are
     * reused by searches with others.
     *
     * @return false where {@link EvaluatorContext#compute()} plays no part
     */
    default boolean usesCompute() {
        return true;
    }

    /**
     * The fidelities at which this evaluator scores, {@link Candidate#fidelity()}. What a search is asked for by its strategy or its
     * job lies within.
     *
     * @return the range; empty where it scores at the full fidelity only
     */
    default Optional<FidelityRange> fidelities() {
        return Optional.empty();
    }

    /**
     * Is told that a search is complete: none of its candidates will be asked for again, at no fidelity.
     *
     * @param trials the directory in which those of the search's candidates lie; it may not be there
     */
    default void completed(Path trials) {}

    /**
     * The settings in force, where they say more than those that were declared: a default that follows from an input, for
     * example a number of images. They are written into results, and scores are reused only where they are the same.
     *
     * @return a record of numbers, booleans, enums and text; empty where the declared settings say all
     */
    default Optional<Record> settings() {
        return Optional.empty();
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
