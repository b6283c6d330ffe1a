package io.github.l2nas.engine.agent;

import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.ActionShape.Block;

/**
 * A softmax over the entries of each block of rows that the discretizer decides together, times the block's picks: the
 * picks to expect of each entry. A row by itself (Algorithm 1) has the probabilities of its columns; a node of two edges
 * (Algorithm 2) sums to two.
 */
final class BlockSoftmax {

    /** By block, and one more for the end. */
    private final int[] starts;

    private final int[] picks;

    /**
     * @param shape shape of an action
     */
    BlockSoftmax(ActionShape shape) {
        int blocks = shape.blocks().size();
        starts = new int[blocks + 1];
        picks = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            Block block = shape.blocks().get(i);
            starts[i] = shape.offset(block.firstRow());
            picks[i] = block.picks();
        }
        starts[blocks] = shape.size();
    }

    int blocks() {
        return picks.length;
    }

    int picks(int block) {
        return picks[block];
    }

    int start(int block) {
        return starts[block];
    }

    int end(int block) {
        return starts[block + 1];
    }

    /**
     * From logits to expected picks.
     *
     * @param logits length of an action
     * @param expected filled; each block sums to its picks
     */
    void forward(float[] logits, float[] expected) {
        for (int block = 0; block < picks.length; block++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int i = start(block); i < end(block); i++) {
                largest = Math.max(largest, logits[i]);
            }
            float sum = 0;
            for (int i = start(block); i < end(block); i++) {
                expected[i] = (float) StrictMath.exp(logits[i] - largest);
                sum += expected[i];
            }
            float scale = picks[block] / sum;
            for (int i = start(block); i < end(block); i++) {
                expected[i] *= scale;
            }
        }
    }

    /**
     * From gradients by expected picks to gradients by logits.
     *
     * @param expected what {@link #forward} made
     * @param gradients replaced
     */
    void backward(float[] expected, float[] gradients) {
        for (int block = 0; block < picks.length; block++) {
            float mean = 0;
            for (int i = start(block); i < end(block); i++) {
                mean += gradients[i] * expected[i];
            }
            mean /= picks[block];
            for (int i = start(block); i < end(block); i++) {
                gradients[i] = expected[i] * (gradients[i] - mean);
            }
        }
    }
}
