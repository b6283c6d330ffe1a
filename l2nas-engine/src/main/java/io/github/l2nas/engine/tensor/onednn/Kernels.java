package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel;
import java.util.List;

/** The kernel of each layer. */
final class Kernels {

    private Kernels() {}

    static Kernel create(OneDnnDevice device, Layer layer, int batch, List<Shape> inputs, Shape output) {
        Shape input = inputs.get(0);
        if (layer instanceof Layer.Convolution convolution) {
            return new ConvolutionKernel(device, convolution, batch, input, output);
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return new BatchNormKernel(device, norm, batch, input);
        }
        if (layer instanceof Layer.Activation activation) {
            return new ActivationKernel(device, activation.function(), batch, input);
        }
        if (layer instanceof Layer.Pool pool) {
            return new PoolKernel(device, pool, batch, input, output);
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            return PoolKernel.global(device, batch, input);
        }
        if (layer instanceof Layer.Add) {
            return new SumKernel(device, inputs.size(), batch, input);
        }
        if (layer instanceof Layer.Concat) {
            return inputs.stream().allMatch(Kernels::fillsBlocks)
                    ? new ConcatKernel(device, batch, inputs, output)
                    : ChannelGatherKernel.concat(device, batch, inputs, output);
        }
        if (layer instanceof Layer.Slice slice) {
            return slice.from() % Layout.BLOCK == 0 && fillsBlocks(input) && fillsBlocks(output)
                    ? new SliceKernel(device, batch, input, output, slice.from(), 0)
                    : ChannelGatherKernel.slice(device, batch, input, output, slice.from());
        }
        if (layer instanceof Layer.Crop) {
            return new SliceKernel(device, batch, input, output, 0, 1);
        }
        if (layer instanceof Layer.Shuffle shuffle) {
            return fillsBlocks(input)
                    ? new ShuffleKernel(device, shuffle.groups(), batch, input)
                    : ChannelGatherKernel.shuffle(device, batch, input, shuffle.groups());
        }
        if (layer instanceof Layer.ChannelScale) {
            return new ChannelScaleKernel(device, batch, input);
        }
        if (layer instanceof Layer.Linear linear) {
            return new LinearKernel(device, linear, batch, input);
        }
        throw new IllegalArgumentException("no kernel runs " + layer);
    }

    private static boolean fillsBlocks(Shape shape) {
        return shape.channels() % Layout.BLOCK == 0;
    }
}
