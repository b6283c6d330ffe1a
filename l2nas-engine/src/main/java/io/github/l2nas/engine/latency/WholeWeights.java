package io.github.l2nas.engine.latency;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.network.GraphRewrite;

/** Gives each layer weights of its own in place of views of a supernet's: how long a layer takes does not depend on the values. */
final class WholeWeights {

    private WholeWeights() {}

    /**
     * A network that needs no supernet.
     *
     * @param graph stays as it is
     * @return the same layers
     */
    static LayerGraph of(LayerGraph graph) {
        return GraphRewrite.of(graph, (node, inputs, result) -> result.add(whole(node.layer()), inputs, node.shape()));
    }

    private static Layer whole(Layer layer) {
        if (layer instanceof Layer.Convolution convolution) {
            return new Layer.Convolution(
                    whole(convolution.weight()),
                    convolution.bias().map(WholeWeights::whole),
                    convolution.stride(),
                    convolution.padding(),
                    convolution.dilation(),
                    convolution.groups());
        }
        if (layer instanceof Layer.BatchNorm norm) {
            return new Layer.BatchNorm(
                    norm.name(),
                    norm.scale().map(WholeWeights::whole),
                    norm.shift().map(WholeWeights::whole));
        }
        return layer instanceof Layer.Linear linear
                ? new Layer.Linear(whole(linear.weight()), whole(linear.bias()))
                : layer;
    }

    private static Weight whole(Weight weight) {
        return new Weight(weight.name(), weight.shape(), new Weight.View.Whole());
    }
}
