package io.github.l2nas.api.graph;

import java.util.List;

/**
 * A trainable tensor, named as in the state dict of the space's original PyTorch code. Sub-networks of a supernet that
 * name the same weight share it; a sub-network may use a {@link View} of it.
 *
 * @param name the state dict's key
 * @param shape sizes of what this network uses, PyTorch's order: out x in/groups x kernel x kernel, or out x in
 * @param view how the used part lies in the stored tensor
 */
public record Weight(String name, List<Integer> shape, View view) {

    /** How the used part of a weight lies in the stored tensor. */
    public sealed interface View {
        /** The whole tensor. */
        record Whole() implements View {}

        /** The leading entries along every dimension (Once-for-All's elastic width). */
        record Leading() implements View {}

        /**
         * The leading channels of a kernel that is the centre of a larger one, transformed by matrices (Once-for-All's
         * elastic kernel size): in each step the centre of the kernel so far, row by row as a vector, is multiplied by
         * the named matrix (new[j] = sum over k of matrix[j][k] x old[k]).
         *
         * @param matrices names of the matrices, in the order in which they are applied
         */
        record Centre(List<String> matrices) implements View {
            public Centre {
                matrices = List.copyOf(matrices);
            }
        }
    }

    private static final View WHOLE = new View.Whole();

    public Weight {
        shape = List.copyOf(shape);
        if (shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(name + " has shape " + shape);
        }
    }

    /**
     * A weight used as a whole.
     *
     * @param name the state dict's key
     * @param shape its sizes
     * @return the weight
     */
    public static Weight whole(String name, Integer... shape) {
        return new Weight(name, List.of(shape), WHOLE);
    }

    /**
     * Numbers in the used part.
     *
     * @return product of the shape
     */
    public long size() {
        long size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }
}
