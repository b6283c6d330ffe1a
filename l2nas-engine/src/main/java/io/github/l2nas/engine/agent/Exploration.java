package io.github.l2nas.engine.agent;

/**
 * How often the agent acts at random: always in the first {@code warmUpSteps} steps; from there with probability epsilon,
 * which a half cosine takes from its start to its minimum in {@code annealSteps} steps.
 *
 * @param start epsilon at the end of the warm-up, in [0, 1]
 * @param minimum epsilon after annealing, in [0, 1]
 * @param annealSteps steps from start to minimum; 0 for the minimum at once
 * @param warmUpSteps W
 */
record Exploration(double start, double minimum, int annealSteps, int warmUpSteps) {

    /**
     * Probability that a step's action is random.
     *
     * @param step counted from 0
     * @return in [0, 1]
     */
    double epsilon(long step) {
        if (step < warmUpSteps) {
            return 1;
        }
        long annealed = step - warmUpSteps;
        if (annealed >= annealSteps) {
            return minimum;
        }
        return minimum
                + (start - minimum) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * (double) annealed / annealSteps));
    }
}
