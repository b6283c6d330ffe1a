package io.github.l2nas.engine.tensor.nd4j;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import io.github.l2nas.engine.tensor.KernelKey;
import java.util.List;

/** The kernel of each layer. */
final class Kernels {

    private Kernels() {}

    static Kernel create(Nd4jDevice device, KernelKey key) {
        Layer layer = key.layer();
        if (layer instanceof Layer.Convolution convolution) {
            return convolution.groups() == 1 && convolution.dilation() == 1
                    ? new DenseConvolutionKernel(device, convolution, key.batch(), input(key), key.output())
                    : new ColumnConvolutionKernel(device, convolution, key.batch(), input(key), key.output());
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return new BatchNormKernel(device, norm, key.batch(), input(key));
        }
        if (layer instanceof Layer.Linear linear) {
            return new LinearKernel(device, linear, key.batch(), input(key));
        }
        return withoutParameters(device, layer, key.batch(), key.inputs(), key.output());
    }

    private static Kernel withoutParameters(
            Nd4jDevice device, Layer layer, int batch, List<Shape> inputs, Shape output) {
        Shape input = inputs.get(0);
        if (layer instanceof Layer.Activation activation) {
            return ActivationKernel.of(device, activation.function(), batch, input);
        }
        if (layer instanceof Layer.Pool pool) {
            return new PoolKernel(device, pool, batch, input, output);
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            return new GlobalAverageKernel(device, batch, input);
        }
        if (layer instanceof Layer.Add) {
            return new SumKernel(device, batch, input);
        }
        if (layer instanceof Layer.Concat) {
            return new ConcatKernel(device, batch, inputs, output);
        }
        if (layer instanceof Layer.Slice slice) {
            return new SliceKernel(device, batch, input, output, slice.from(), 0);
        }
        if (layer instanceof Layer.Crop) {
            return new SliceKernel(device, batch, input, output, 0, 1);
        }
        if (layer instanceof Layer.Shuffle shuffle) {
            return new ShuffleKernel(device, shuffle.groups(), batch, input);
        }
        if (layer instanceof Layer.ChannelScale) {
            return new ChannelScaleKernel(device, batch, input);
        }
        throw new IllegalArgumentException("no kernel runs " + layer);
    }

    private static Shape input(KernelKey key) {
        return key.inputs().get(0);
    }
}
