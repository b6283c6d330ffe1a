package io.github.l2nas.engine.tensor;

import java.util.List;

/** Numbers in a device's memory, in a layout of its own. Made, read, written and released by a {@link Device}. */
public interface Tensor {

    /**
     * The sizes: N x C x H x W of activations, PyTorch's order of parameters.
     *
     * @return at least one size
     */
    List<Integer> sizes();

    /**
     * How many numbers it holds.
     *
     * @return the product of the sizes
     */
    default int count() {
        int count = 1;
        for (int size : sizes()) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }
}
