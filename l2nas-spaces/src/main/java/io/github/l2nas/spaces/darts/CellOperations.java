package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Weight;
import java.util.List;

/**
 * The compositions of layers that cells are made of, named as in DARTS' {@code operations.py}.
 *
 * @param graph where they are added
 * @param affine whether their batch normalisations have gamma and beta; while searching they have none
 */
record CellOperations(GraphBuilder graph, boolean affine) {

    int norm(String name, int input) {
        return affine ? graph.batchNorm(name, input) : graph.plainBatchNorm(name, input);
    }

    /** Two depthwise separable convolutions, the first of which has the stride; as many channels as the input. */
    int separable(String operation, int kernel, int stride, int input) {
        return depthwiseSeparable(
                operation, 5, kernel, 1, 1, depthwiseSeparable(operation, 1, kernel, stride, 1, input));
    }

    /** A depthwise separable convolution with dilation 2; as many channels as the input. */
    int dilated(String operation, int kernel, int stride, int input) {
        return depthwiseSeparable(operation, 1, kernel, stride, 2, input);
    }

    /** ReLU, depthwise convolution, 1x1 convolution, batch normalisation, numbered from {@code first} on. */
    private int depthwiseSeparable(String operation, int first, int kernel, int stride, int dilation, int input) {
        int width = graph.shape(input).channels();
        int node = graph.convolution(
                Weight.whole(operation + ".op." + first + ".weight", width, 1, kernel, kernel),
                stride,
                dilation * (kernel / 2),
                dilation,
                width,
                graph.relu(input));
        node = graph.convolution(
                Weight.whole(operation + ".op." + (first + 1) + ".weight", width, width, 1, 1), 1, 0, 1, 1, node);
        return norm(operation + ".op." + (first + 2), node);
    }

    /** ReLU, 1x1 convolution, batch normalisation. */
    int reluConvolutionNorm(String operation, int width, int input) {
        int in = graph.shape(input).channels();
        int node = graph.convolution(
                Weight.whole(operation + ".op.1.weight", width, in, 1, 1), 1, 0, 1, 1, graph.relu(input));
        return norm(operation + ".op.2", node);
    }

    /** Half the resolution by two 1x1 convolutions of stride 2, one of them shifted by a pixel. */
    int factorizedReduce(String operation, int width, int input) {
        int in = graph.shape(input).channels();
        int relu = graph.relu(input);
        int even = graph.convolution(Weight.whole(operation + ".conv_1.weight", width / 2, in, 1, 1), 2, 0, 1, 1, relu);
        int odd = graph.convolution(
                Weight.whole(operation + ".conv_2.weight", width / 2, in, 1, 1), 2, 0, 1, 1, graph.crop(relu));
        return norm(operation + ".bn", graph.concat(List.of(even, odd)));
    }
}
