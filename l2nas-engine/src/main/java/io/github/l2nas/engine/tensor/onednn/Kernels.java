package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.engine.tensor.Kernel.Saved;
import java.util.List;

/** The kernel of each layer but batch normalisation. */
final class Kernels {

    private Kernels() {}

    static LayerKernel create(Shard shard, Layer layer, int batch, List<Shape> inputs, Shape output) {
        Shape input = inputs.get(0);
        if (layer instanceof Layer.Convolution convolution) {
            return new ConvolutionKernel(shard, convolution, batch, input, output);
        }
        if (layer instanceof Layer.Activation activation) {
            return new ActivationKernel(shard, activation.function(), batch, input);
        }
        if (layer instanceof Layer.Pool pool) {
            return new PoolKernel(shard, pool, batch, input, output);
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            return PoolKernel.global(shard, batch, input);
        }
        if (layer instanceof Layer.Add) {
            return new SumKernel(shard, batch, input);
        }
        if (layer instanceof Layer.Concat) {
            return inputs.stream().allMatch(Kernels::fillsBlocks)
                    ? new ConcatKernel(shard, batch, inputs, output)
                    : ChannelGatherKernel.concat(shard, batch, inputs, output);
        }
        if (layer instanceof Layer.Slice slice) {
            return slice.from() % Layout.BLOCK == 0 && fillsBlocks(input) && fillsBlocks(output)
                    ? new SliceKernel(shard, batch, input, output, slice.from(), 0)
                    : ChannelGatherKernel.slice(shard, batch, input, output, slice.from());
        }
        if (layer instanceof Layer.Crop) {
            return new SliceKernel(shard, batch, input, output, 0, 1);
        }
        if (layer instanceof Layer.Shuffle shuffle) {
            return fillsBlocks(input)
                    ? new ShuffleKernel(shard, shuffle.groups(), batch, input)
                    : ChannelGatherKernel.shuffle(shard, batch, input, shuffle.groups());
        }
        if (layer instanceof Layer.ChannelScale) {
            return new ChannelScaleKernel(shard, batch, input);
        }
        if (layer instanceof Layer.Linear linear) {
            return new LinearKernel(shard, linear, batch, input);
        }
        throw new IllegalArgumentException("no kernel runs " + layer);
    }

    /** What a layer's kernel needs of the forward pass to go backward. */
    static Saved savedForBackward(Layer layer) {
        if (layer instanceof Layer.Activation activation) {
            return ActivationKernel.readsOutput(activation.function()) ? Saved.OUTPUT : Saved.INPUTS;
        }
        return layer instanceof Layer.ChannelScale
                        || layer instanceof Layer.BatchNorm
                        || !layer.weights().isEmpty()
                ? Saved.INPUTS
                : Saved.NOTHING;
    }

    /** Whether a layer's kernel can write its output in the place of an input: a sum reads the first two before it writes. */
    static boolean canWriteOver(Layer layer, int input) {
        return layer instanceof Layer.Activation || (layer instanceof Layer.Add && input < 2);
    }

    private static boolean fillsBlocks(Shape shape) {
        return shape.channels() % Layout.BLOCK == 0;
    }
}
