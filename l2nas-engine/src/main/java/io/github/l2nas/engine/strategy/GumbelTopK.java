package io.github.l2nas.engine.strategy;

import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.ActionShape;

/**
 * The distribution over discrete actions that a space's discretizer makes of logits with Gumbel noise. In a block each
 * pick is a softmax over the entries of the rows not yet picked, so a row by itself (Algorithm 1) is a categorical
 * choice and a block of two picks (Algorithm 2) a draw without replacement of rows.
 */
public final class GumbelTopK {

    private final ActionShape shape;

    GumbelTopK(ActionShape shape) {
        this.shape = shape;
    }

    /**
     * Gumbel noise: the largest of logits with it is a draw from their softmax.
     *
     * @param random where from
     * @return a number of the standard Gumbel distribution
     */
    public static double noise(RandomStream random) {
        return -StrictMath.log(-StrictMath.log(random.nextDouble() + 0x1p-54));
    }

    /**
     * Draws an action.
     *
     * @param logits of every entry
     * @param random where from
     * @return logits with Gumbel noise; the discretizer's picks in order of their size are the draw
     */
    float[] sample(double[] logits, RandomStream random) {
        float[] action = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            action[i] = (float) (logits[i] + noise(random));
        }
        return action;
    }

    /**
     * Log-probability of a draw, and its gradient.
     *
     * @param logits of every entry
     * @param action a draw of {@link #sample}
     * @param gradient d log p / d logits is added here, length of {@code logits}
     * @return log p of the draw's picks in their order
     */
    double logProbability(double[] logits, float[] action, double[] gradient) {
        int[] choices = shape.discretize(action);
        double logProbability = 0;
        for (ActionShape.Block block : shape.blocks()) {
            boolean[] taken = new boolean[block.rows()];
            for (int pick = 0; pick < block.picks(); pick++) {
                int row = largestPick(block, choices, action, taken);
                logProbability += pick(logits, block, taken, shape.offset(row) + choices[row], gradient);
                taken[row - block.firstRow()] = true;
            }
        }
        return logProbability;
    }

    private int largestPick(ActionShape.Block block, int[] choices, float[] action, boolean[] taken) {
        int largest = -1;
        for (int row = block.firstRow(); row < block.firstRow() + block.rows(); row++) {
            if (choices[row] >= 0
                    && !taken[row - block.firstRow()]
                    && (largest < 0
                            || action[shape.offset(row) + choices[row]]
                                    > action[shape.offset(largest) + choices[largest]])) {
                largest = row;
            }
        }
        return largest;
    }

    /** One softmax over the free rows of a block. */
    private double pick(double[] logits, ActionShape.Block block, boolean[] taken, int picked, double[] gradient) {
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < block.rows(); row++) {
            for (int i = start(block, row); !taken[row] && i < end(block, row); i++) {
                max = Math.max(max, logits[i]);
            }
        }
        double sum = 0;
        for (int row = 0; row < block.rows(); row++) {
            for (int i = start(block, row); !taken[row] && i < end(block, row); i++) {
                sum += StrictMath.exp(logits[i] - max);
            }
        }
        for (int row = 0; row < block.rows(); row++) {
            for (int i = start(block, row); !taken[row] && i < end(block, row); i++) {
                gradient[i] -= StrictMath.exp(logits[i] - max) / sum;
            }
        }
        gradient[picked] += 1;
        return logits[picked] - max - StrictMath.log(sum);
    }

    private int start(ActionShape.Block block, int row) {
        return shape.offset(block.firstRow() + row);
    }

    private int end(ActionShape.Block block, int row) {
        return start(block, row) + shape.columns(block.firstRow() + row);
    }
}
