package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import java.util.ArrayList;
import java.util.List;

/** Compiles one cell of a DARTS network. */
final class CellCompiler {

    private final GraphBuilder graph;
    private final String name;
    private final int width;
    private final boolean reduction;
    private final CellOperations operations;

    CellCompiler(GraphBuilder graph, String name, int width, boolean reduction) {
        this.graph = graph;
        this.name = name;
        this.width = width;
        this.reduction = reduction;
        operations = new CellOperations(graph, true);
    }

    int compile(Genotype genotype, int beforeLast, int last, boolean lastReduced) {
        List<Integer> states = new ArrayList<>();
        states.add(
                lastReduced
                        ? operations.factorizedReduce(name + ".preprocess0", width, beforeLast)
                        : operations.reluConvolutionNorm(name + ".preprocess0", width, beforeLast));
        states.add(operations.reluConvolutionNorm(name + ".preprocess1", width, last));
        List<Genotype.Edge> edges = reduction ? genotype.reduce() : genotype.normal();
        for (int edge = 0; edge < edges.size(); edge += Genotype.EDGES_PER_NODE) {
            states.add(graph.sum(List.of(edge(edges, edge, states), edge(edges, edge + 1, states))));
        }
        return graph.concat(states.subList(2, states.size()));
    }

    private int edge(List<Genotype.Edge> edges, int index, List<Integer> states) {
        Genotype.Edge edge = edges.get(index);
        int input = states.get(edge.input());
        int stride = reduction && edge.input() < 2 ? 2 : 1;
        String operation = name + "._ops." + index;
        if (edge.operation() == Operation.SKIP_CONNECT && stride == 1) {
            return input;
        }
        int output = switch (edge.operation()) {
            case MAX_POOL_3X3 -> graph.pool(Layer.Pool.Kind.MAX, 3, stride, 1, input);
            case AVERAGE_POOL_3X3 -> graph.pool(Layer.Pool.Kind.AVERAGE, 3, stride, 1, input);
            case SKIP_CONNECT -> operations.factorizedReduce(operation, width, input);
            case SEPARABLE_3X3 -> operations.separable(operation, 3, stride, input);
            case SEPARABLE_5X5 -> operations.separable(operation, 5, stride, input);
            case DILATED_3X3 -> operations.dilated(operation, 3, stride, input);
            case DILATED_5X5 -> operations.dilated(operation, 5, stride, input);
        };
        return graph.dropPath(output);
    }
}
