package io.github.l2nas.api.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One operation of a layer graph on N x C x H x W activations. */
public sealed interface Layer {

    /**
     * The weights the layer trains.
     *
     * @return the weights, in the order of the state dict
     */
    default List<Weight> weights() {
        return List.of();
    }

    /**
     * The same layer with other weights.
     *
     * @param other what stands in a weight's place; asked in the order of {@link #weights()}
     * @return this layer where it has no weights
     */
    default Layer withWeights(UnaryOperator<Weight> other) {
        return this;
    }

    /**
     * The network's input.
     *
     * @param shape of one image
     */
    record Input(Shape shape) implements Layer {}

    /**
     * Two-dimensional convolution.
     *
     * @param weight out x in/groups x kernel x kernel
     * @param bias out, where there is one
     * @param stride in both directions
     * @param padding zeros on each side
     * @param dilation distance of kernel points
     * @param groups 1 for a dense, the number of channels for a depthwise convolution
     */
    record Convolution(Weight weight, Optional<Weight> bias, int stride, int padding, int dilation, int groups)
            implements Layer {
        @Override
        public List<Weight> weights() {
            return Stream.concat(Stream.of(weight), bias.stream()).toList();
        }

        @Override
        public Convolution withWeights(UnaryOperator<Weight> other) {
            return new Convolution(other.apply(weight), bias.map(other), stride, padding, dilation, groups);
        }

        int out() {
            return weight.shape().get(0);
        }

        int kernel() {
            return weight.shape().get(2);
        }
    }

    /**
     * Batch normalisation, momentum 0.1.
     *
     * @param name prefix of {@code running_mean} and {@code running_var} in the state dict
     * @param scale gamma, absent where the layer is not affine
     * @param shift beta, absent where the layer is not affine
     */
    record BatchNorm(String name, Optional<Weight> scale, Optional<Weight> shift) implements Layer {

        /** What is added to the variance, PyTorch's default eps: x becomes (x - mean) / sqrt(variance + EPSILON). */
        public static final double EPSILON = 1e-5;

        @Override
        public List<Weight> weights() {
            return Stream.concat(scale.stream(), shift.stream()).toList();
        }

        @Override
        public BatchNorm withWeights(UnaryOperator<Weight> other) {
            return new BatchNorm(name, scale.map(other), shift.map(other));
        }
    }

    /**
     * A function of each number.
     *
     * @param function which
     */
    record Activation(Function function) implements Layer {
        /** Functions that the spaces use. */
        public enum Function {
            /** max(x, 0). */
            RELU,
            /** x relu6(x + 3) / 6. */
            H_SWISH,
            /** relu6(x + 3) / 6. */
            H_SIGMOID
        }
    }

    /**
     * Maximum or mean over a window; padding never takes part.
     *
     * @param kind which
     * @param kernel side of the window
     * @param stride in both directions
     * @param padding on each side
     */
    record Pool(Kind kind, int kernel, int stride, int padding) implements Layer {
        /** What a window is reduced to. */
        public enum Kind {
            /** Its maximum. */
            MAX,
            /** The mean of its points inside the map. */
            AVERAGE
        }
    }

    /** Mean over the map: C x 1 x 1. */
    record GlobalAveragePool() implements Layer {}

    /** Zeros of the input's shape. */
    record Zeros() implements Layer {}

    /** Sum of inputs of one shape. */
    record Add() implements Layer {}

    /** Concatenation along the channels. */
    record Concat() implements Layer {}

    /**
     * Some of the channels.
     *
     * @param from first channel, inclusive
     * @param to last channel, exclusive
     */
    record Slice(int from, int to) implements Layer {}

    /**
     * Channel shuffle (Zhang et al. 2018): output channel c x groups + g is input channel g x (C / groups) + c.
     *
     * @param groups number of groups; divides C
     */
    record Shuffle(int groups) implements Layer {}

    /** The map without its first row and first column: x[:, :, 1:, 1:]. */
    record Crop() implements Layer {}

    /** The first input, C x H x W, times the second, C x 1 x 1, channel by channel. */
    record ChannelScale() implements Layer {}

    /**
     * Fully connected layer on a C x 1 x 1 input or on the flattened map.
     *
     * @param weight out x in
     * @param bias out
     */
    record Linear(Weight weight, Weight bias) implements Layer {
        @Override
        public List<Weight> weights() {
            return List.of(weight, bias);
        }

        @Override
        public Linear withWeights(UnaryOperator<Weight> other) {
            return new Linear(other.apply(weight), other.apply(bias));
        }
    }

    /** In training multiplies each image's activations by Bernoulli(1-p)/(1-p), p set by whoever trains. */
    record DropPath() implements Layer {}

    /**
     * In training multiplies each number by Bernoulli(1 - rate) / (1 - rate) (Srivastava et al. 2014); otherwise the input.
     *
     * @param rate probability of a zero, in [0, 1)
     */
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("a dropout rate is in [0, 1), got " + rate);
            }
        }
    }
}
