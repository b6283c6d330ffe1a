package io.github.l2nas.engine.latency;

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
        return GraphRewrite.of(
                graph,
                (node, inputs, result) ->
                        result.add(node.layer().withWeights(WholeWeights::whole), inputs, node.shape()));
    }

    private static Weight whole(Weight weight) {
        return new Weight(weight.name(), weight.shape(), new Weight.View.Whole());
    }
}
