package io.github.l2nas.benchmarks.pytorch;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** The order of activations in memory, which PyTorch's operations keep from the images on. */
public enum MemoryFormat {
    /** N x C x H x W, PyTorch's default. */
    CONTIGUOUS,
    /**
     * N x H x W x C, what PyTorch's tuning guide advises for convolutional networks on a CPU: pooling and batch
     * normalisation work on vectors. Not for partial channels: with few channels, backward through FactorizedReduce's
     * strided 1x1 convolutions corrupts the heap (PyTorch 2.7.1, AVX2).
     */
    CHANNELS_LAST;

    private static final long[] LAST = {0, 2, 3, 1};
    private static final long[] FIRST = {0, 3, 1, 2};

    /** Images in this order, {@code x.to(memory_format=...)}; they may share the memory of the given ones. */
    PtNDArray images(PtNDArray contiguous) {
        if (this == CONTIGUOUS) {
            return contiguous;
        }
        long[] sizes = contiguous.getShape().getShape();
        try (PtNDArray view = JniUtils.permute(contiguous, LAST);
                PtNDArray copy = JniUtils.reshape(view, new long[] {sizes[0], -1});
                PtNDArray last = JniUtils.reshape(copy, new long[] {sizes[0], sizes[2], sizes[3], sizes[1]})) {
            return JniUtils.permute(last, FIRST);
        }
    }
}
