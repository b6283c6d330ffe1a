package io.github.l2nas.benchmarks.pytorch;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import java.util.List;
import java.util.Optional;

/**
 * The PyTorch operation of each layer, called without the detours of DJL's blocks. Results belong to the owner of the
 * first input.
 *
 * @param weights tensors by name
 * @param averagePools average pooling
 * @param statistics what batch normalisation normalises with
 * @param format the order of activations in memory
 */
record Operations(Leaves weights, AveragePools averagePools, Statistics statistics, MemoryFormat format) {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;
    private static final Shape GLOBAL = new Shape(1, 1);
    private static final int CHANNELS = 1;
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    /**
     * The output of a layer.
     *
     * @param node the layer
     * @param inputs of a sum only those that are not zeros, at least one; otherwise all
     * @return a tensor of its own, or the input where the layer changes nothing
     */
    PtNDArray apply(LayerGraph.Node node, List<PtNDArray> inputs) {
        PtNDArray x = inputs.get(0);
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            return convolution(convolution, x);
        } else if (layer instanceof Layer.BatchNorm norm) {
            return batchNorm(norm, node.shape().channels(), x);
        } else if (layer instanceof Layer.Activation activation) {
            return activation(activation.function(), x);
        } else if (layer instanceof Layer.Pool pool) {
            return pool(pool, x);
        } else if (layer instanceof Layer.GlobalAveragePool) {
            return JniUtils.adaptiveAvgPool(x, GLOBAL);
        } else if (layer instanceof Layer.Add) {
            return sum(inputs);
        } else if (layer instanceof Layer.Concat) {
            return JniUtils.cat(inputs.toArray(PtNDArray[]::new), CHANNELS);
        } else if (layer instanceof Layer.Slice slice) {
            return slice(slice, x);
        } else if (layer instanceof Layer.Shuffle shuffle) {
            return shuffle(shuffle.groups(), node.shape(), x);
        } else if (layer instanceof Layer.Crop) {
            return crop(node.shape(), x);
        } else if (layer instanceof Layer.ChannelScale) {
            return JniUtils.mul(x, inputs.get(1));
        } else if (layer instanceof Layer.Linear linear) {
            return linear(linear, x);
        } else if (layer instanceof Layer.DropPath || layer instanceof Layer.Dropout) {
            return x;
        }
        throw new IllegalArgumentException("no PyTorch operation for " + layer);
    }

    private PtNDArray convolution(Layer.Convolution layer, PtNDArray x) {
        return JniUtils.convolution(
                x,
                weights.kernel(layer.weight()),
                layer.bias().map(weights::shift).orElse(null),
                square(layer.stride()),
                square(layer.padding()),
                square(layer.dilation()),
                layer.groups());
    }

    private PtNDArray batchNorm(Layer.BatchNorm layer, int channels, PtNDArray x) {
        // DJL's names of the parameters are in another order than what it passes on.
        return JniUtils.batchNorm(
                x,
                weights.runningMean(layer.name(), channels),
                weights.runningVariance(layer.name(), channels),
                optional(layer.scale().map(weights::scale)),
                optional(layer.shift().map(weights::shift)),
                statistics != Statistics.RUNNING,
                statistics == Statistics.BATCH_AND_TRACK ? MOMENTUM : 0,
                EPSILON);
    }

    private PtNDArray optional(Optional<PtNDArray> tensor) {
        return tensor.orElse(weights.undefined());
    }

    private static PtNDArray activation(Layer.Activation.Function function, PtNDArray x) {
        return switch (function) {
            case RELU -> JniUtils.relu(x);
            case H_SIGMOID -> hardSigmoid(x);
            case H_SWISH -> JniUtils.mul(x, hardSigmoid(x));
        };
    }

    /** DJL has no {@code hardsigmoid}: three operations in place of one. */
    private static PtNDArray hardSigmoid(PtNDArray x) {
        return JniUtils.clip(x.add(3), 0, 6).div(6);
    }

    private PtNDArray pool(Layer.Pool layer, PtNDArray x) {
        return layer.kind() == Layer.Pool.Kind.AVERAGE
                ? averagePools.apply(layer, x)
                : JniUtils.maxPool(x, square(layer.kernel()), square(layer.stride()), square(layer.padding()), false);
    }

    /** The first two into a new tensor, the others into that in place. */
    private static PtNDArray sum(List<PtNDArray> inputs) {
        if (inputs.size() == 1) {
            return inputs.get(0);
        }
        PtNDArray sum = JniUtils.add(inputs.get(0), inputs.get(1));
        for (PtNDArray input : inputs.subList(2, inputs.size())) {
            JniUtils.addi(sum, input);
        }
        return sum;
    }

    private static PtNDArray crop(io.github.l2nas.api.graph.Shape shape, PtNDArray x) {
        try (PtNDArray rows = JniUtils.slice(x, ROWS, 1, shape.height() + 1L, 1)) {
            return JniUtils.slice(rows, COLUMNS, 1, shape.width() + 1L, 1);
        }
    }

    private PtNDArray slice(Layer.Slice layer, PtNDArray x) {
        if (format == MemoryFormat.CHANNELS_LAST) {
            throw new IllegalArgumentException(
                    "PyTorch corrupts memory on partial channels in the format CHANNELS_LAST; use CONTIGUOUS");
        }
        return JniUtils.slice(x, CHANNELS, layer.from(), layer.to(), 1);
    }

    private static PtNDArray shuffle(int groups, io.github.l2nas.api.graph.Shape shape, PtNDArray x) {
        long[] grouped = {-1, groups, shape.channels() / groups, shape.height(), shape.width()};
        long[] shuffled = {-1, shape.channels(), shape.height(), shape.width()};
        try (PtNDArray byGroup = JniUtils.reshape(x, grouped);
                PtNDArray byChannel = JniUtils.transpose(byGroup, 1, 2)) {
            return JniUtils.reshape(byChannel, shuffled);
        }
    }

    private PtNDArray linear(Layer.Linear layer, PtNDArray x) {
        try (PtNDArray rows = JniUtils.flatten(x, 1, COLUMNS)) {
            return JniUtils.linear(rows, weights.kernel(layer.weight()), weights.shift(layer.bias()));
        }
    }

    private static Shape square(long size) {
        return new Shape(size, size);
    }
}
