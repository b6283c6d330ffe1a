package io.github.l2nas.api.space;

import io.github.l2nas.api.graph.LayerGraph;
import java.util.List;

/**
 * A network with several operations in one place.
 *
 * @param graph its layers
 * @param factors of its operations, one for each {@link io.github.l2nas.api.graph.GraphBuilder#factor}; an operation whose output is
 *     zero needs none
 */
public record Mixture(LayerGraph graph, List<Factor> factors) {

    /**
     * @throws IllegalArgumentException where a factor is no weight of the graph
     */
    public Mixture {
        factors = List.copyOf(factors);
        for (Factor factor : factors) {
            if (!graph.weights().containsKey(factor.weight())) {
                throw new IllegalArgumentException("the mixture has a factor '" + factor.weight()
                        + "', but its graph has no weight of that name. Make it with factor(name)");
            }
        }
    }

    /**
     * A weight of the graph that multiplies an operation's output. Several may belong to one operation, which a network holds several
     * times.
     *
     * @param weight its name; all its numbers are the factor
     * @param row of the space's action
     * @param column the operation
     */
    public record Factor(String weight, int row, int column) {}
}
