package io.github.l2nas.engine.evaluator;

import io.github.l2nas.spaces.Architecture;

/** Scores architectures. The search loop asks for each architecture once and remembers the answer. */
public interface Evaluator {

    /**
     * The accuracy of an architecture.
     *
     * @param architecture an architecture of the evaluator's space
     * @return accuracy in [0, 1]
     */
    double accuracy(Architecture architecture);

    /**
     * Acc_env of reward (7), the accuracy that rewards are relative to: what the best architectures of this evaluator
     * reach. It only scales rewards, so that a policy can move from one evaluator to another.
     *
     * @return accuracy in (0, 1]
     */
    double environmentAccuracy();
}
