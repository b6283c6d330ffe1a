package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import java.util.List;

/**
 * What a kernel depends on, by which a device finds it again: a layer's settings whatever its weights are called, and the
 * shapes.
 *
 * @param layer a layer whose weights have no names
 * @param batch N
 * @param inputs shapes of the inputs
 * @param output shape of the output
 */
public record KernelKey(Layer layer, int batch, List<Shape> inputs, Shape output) {

    public KernelKey {
        layer = nameless(layer);
        inputs = List.copyOf(inputs);
    }

    private static Layer nameless(Layer layer) {
        Layer nameless = layer.withWeights(KernelKey::nameless);
        return nameless instanceof Layer.BatchNorm norm
                ? new Layer.BatchNorm("", norm.scale(), norm.shift())
                : nameless;
    }

    private static Weight nameless(Weight weight) {
        return new Weight("", weight.shape(), new Weight.View.Whole());
    }
}
