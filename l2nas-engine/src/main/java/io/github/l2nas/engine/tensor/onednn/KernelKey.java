package io.github.l2nas.engine.tensor.onednn;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import java.util.List;

/**
 * What a kernel depends on: all of a layer but the names of its weights, and the shapes.
 *
 * @param layer the layer's settings
 * @param batch N
 * @param inputs shapes of the inputs
 */
record KernelKey(Object layer, int batch, List<Shape> inputs) {

    private record Convolution(
            List<Integer> weight, boolean biased, int stride, int padding, int dilation, int groups) {}

    private record BatchNorm(boolean scaled, boolean shifted) {}

    private record Linear(List<Integer> weight) {}

    static KernelKey of(Layer layer, int batch, List<Shape> inputs) {
        return new KernelKey(settings(layer), batch, inputs);
    }

    private static Object settings(Layer layer) {
        if (layer instanceof Layer.Convolution convolution) {
            return new Convolution(
                    convolution.weight().shape(),
                    convolution.bias().isPresent(),
                    convolution.stride(),
                    convolution.padding(),
                    convolution.dilation(),
                    convolution.groups());
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return new BatchNorm(norm.scale().isPresent(), norm.shift().isPresent());
        }
        if (layer instanceof Layer.Linear linear) {
            return new Linear(linear.weight().shape());
        }
        return layer;
    }
}
