package io.github.l2nas.engine.surrogate;

import java.util.Arrays;

/**
 * The reward by rank: a transition whose accuracy has rank i of n (0 for the worst) earns {@code -ln(1 - (i + 0.5) / n)},
 * the quantile of an exponential distribution. All rewards change with each new transition; no accuracy's scale matters.
 * Equal accuracies share the mean of their ranks.
 */
public final class RankReward {

    private float[] accuracies = new float[64];
    /** How many are less. */
    private int[] less = new int[64];
    /** How many others are equal. */
    private int[] equal = new int[64];

    private int size;

    /**
     * Ranks one more transition.
     *
     * @param accuracy in [0, 1]
     */
    public void add(float accuracy) {
        if (size == accuracies.length) {
            accuracies = Arrays.copyOf(accuracies, 2 * size);
            less = Arrays.copyOf(less, 2 * size);
            equal = Arrays.copyOf(equal, 2 * size);
        }
        int lessThanThis = 0;
        int equalToThis = 0;
        for (int i = 0; i < size; i++) {
            if (accuracies[i] < accuracy) {
                lessThanThis++;
            } else if (accuracies[i] > accuracy) {
                less[i]++;
            } else {
                equal[i]++;
                equalToThis++;
            }
        }
        accuracies[size] = accuracy;
        less[size] = lessThanThis;
        equal[size] = equalToThis;
        size++;
    }

    /**
     * The reward as of now.
     *
     * @param index of a transition in the order in which they were added
     * @return above 0
     */
    public float of(int index) {
        double rank = less[index] + 0.5 * equal[index];
        return (float) -StrictMath.log(1 - (rank + 0.5) / size);
    }

    /** Forgets all. */
    public void clear() {
        size = 0;
    }
}
