package io.github.l2nas.engine.proxy;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.network.Parameters;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A network that has learned nothing.
 *
 * @param graph its layers, without auxiliary head
 * @param seed of its weights
 * @param images a mini-batch; empty for a proxy that needs none
 * @param executor runs networks
 */
record UntrainedNetwork(LayerGraph graph, long seed, Optional<Batch> images, Supplier<Executor> executor) {

    /**
     * Its weights, as a training would begin with them.
     *
     * @return new ones, always the same
     */
    Parameters parameters() {
        Parameters parameters = new Parameters(seed);
        parameters.initialise(graph);
        return parameters;
    }

    /**
     * What the network reads.
     *
     * @return shape of one image
     */
    Shape image() {
        return graph.nodes().stream()
                .filter(node -> node.layer() instanceof Layer.Input)
                .findFirst()
                .orElseThrow()
                .shape();
    }

    /**
     * The gradient of the sum of all logits by the logits.
     *
     * @param logits of a network
     * @return as many ones
     */
    static float[] ones(float[] logits) {
        float[] ones = new float[logits.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Names of the weights that connect units: those of convolutions and linear layers. Biases, and scale and shift of
     * normalisations, are none.
     *
     * @return in the order of the layers
     */
    Set<String> connections() {
        Set<String> names = new LinkedHashSet<>();
        for (LayerGraph.Node node : graph.nodes()) {
            connection(node.layer()).ifPresent(weight -> names.add(weight.name()));
        }
        return names;
    }

    /**
     * The weight by which a layer connects its inputs with its outputs.
     *
     * @param layer any
     * @return the weight of a convolution or a linear layer
     */
    static Optional<Weight> connection(Layer layer) {
        if (layer instanceof Layer.Convolution convolution) {
            return Optional.of(convolution.weight());
        }
        return layer instanceof Layer.Linear linear ? Optional.of(linear.weight()) : Optional.empty();
    }
}
