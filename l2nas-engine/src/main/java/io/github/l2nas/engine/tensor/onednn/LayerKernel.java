package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.Tensor;
import java.util.List;

/** Runs one layer on the images of one shard, as {@link Kernel} says for a whole batch. */
interface LayerKernel {

    Kernel.Forward forward(
            List<Tensor> inputs, List<Tensor> parameters, Kernel.Statistics statistics, boolean training);

    /** The same numbers, written in the place of an input, where {@link Kernels#canWriteOver} says that it can be done. */
    default void forwardOver(int spare, List<Tensor> inputs) {
        throw new UnsupportedOperationException("this layer writes over no input");
    }

    Kernel.Gradients backward(Kernel.Backward pass);
}
