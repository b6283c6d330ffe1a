package io.github.l2nas.engine.tensor;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * A layer on inputs of certain shapes.
 *
 * @param layer the layer
 * @param batch N
 * @param inputs shapes of one image
 * @param output shape of one image
 */
record LayerCase(Layer layer, int batch, List<Shape> inputs, Shape output) {

    /** A layer as the builder adds it to inputs; the builder works out its output's shape. */
    static LayerCase of(int batch, List<Shape> inputs, BiFunction<GraphBuilder, List<Integer>, Integer> layer) {
        GraphBuilder builder = new GraphBuilder();
        List<Integer> nodes = inputs.stream().map(builder::input).toList();
        int added = layer.apply(builder, nodes);
        LayerGraph.Node node = builder.build(added, OptionalInt.empty()).nodes().get(added);
        return new LayerCase(node.layer(), batch, inputs, node.shape());
    }

    /** Random activations for the inputs, from -4 to 4. */
    List<float[]> randomInputs() {
        List<float[]> values = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            values.add(random("input " + input, batch * inputs.get(input).size(), 8));
        }
        return values;
    }

    /** Random parameters, from -1 to 1. */
    List<float[]> randomParameters() {
        List<float[]> values = new ArrayList<>();
        for (Weight weight : layer.weights()) {
            values.add(random("parameter " + values.size(), weight.size(), 2));
        }
        return values;
    }

    /** A random gradient of the output, from -1 to 1. */
    float[] randomGradient() {
        return random("gradient", batch * output.size(), 2);
    }

    private static float[] random(String stream, long count, float width) {
        RandomStream random = new RandomStream(1, stream);
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextFloat() - 0.5f) * width;
        }
        return values;
    }

    @Override
    public String toString() {
        return batch + " x " + inputs + " -> " + layer;
    }
}
