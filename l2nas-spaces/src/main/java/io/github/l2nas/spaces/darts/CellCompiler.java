package io.github.l2nas.spaces.darts;

import io.github.l2nas.spaces.graph.GraphBuilder;
import io.github.l2nas.spaces.graph.Layer;
import io.github.l2nas.spaces.graph.Weight;
import java.util.ArrayList;
import java.util.List;

/** Compiles one cell of a DARTS network. */
final class CellCompiler {

    private final GraphBuilder graph;
    private final String name;
    private final int width;
    private final boolean reduction;

    CellCompiler(GraphBuilder graph, String name, int width, boolean reduction) {
        this.graph = graph;
        this.name = name;
        this.width = width;
        this.reduction = reduction;
    }

    int compile(Genotype genotype, int beforeLast, int last, boolean lastReduced) {
        List<Integer> states = new ArrayList<>();
        states.add(
                lastReduced
                        ? factorizedReduce(name + ".preprocess0", beforeLast)
                        : reluConvolutionNorm(name + ".preprocess0", beforeLast));
        states.add(reluConvolutionNorm(name + ".preprocess1", last));
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
            case SKIP_CONNECT -> factorizedReduce(operation, input);
            case SEPARABLE_3X3 -> separable(operation, 3, stride, input);
            case SEPARABLE_5X5 -> separable(operation, 5, stride, input);
            case DILATED_3X3 -> depthwiseSeparable(operation, 1, 3, stride, 2, input);
            case DILATED_5X5 -> depthwiseSeparable(operation, 1, 5, stride, 2, input);
        };
        return graph.dropPath(output);
    }

    private int separable(String operation, int kernel, int stride, int input) {
        return depthwiseSeparable(
                operation, 5, kernel, 1, 1, depthwiseSeparable(operation, 1, kernel, stride, 1, input));
    }

    /** ReLU, depthwise convolution, 1x1 convolution, batch normalisation, numbered from {@code first} on. */
    private int depthwiseSeparable(String operation, int first, int kernel, int stride, int dilation, int input) {
        int node = graph.convolution(
                Weight.whole(operation + ".op." + first + ".weight", width, 1, kernel, kernel),
                stride,
                dilation * (kernel / 2),
                dilation,
                width,
                graph.relu(input));
        node = graph.convolution(
                Weight.whole(operation + ".op." + (first + 1) + ".weight", width, width, 1, 1), 1, 0, 1, 1, node);
        return graph.batchNorm(operation + ".op." + (first + 2), node);
    }

    private int reluConvolutionNorm(String operation, int input) {
        int in = graph.shape(input).channels();
        int node = graph.convolution(
                Weight.whole(operation + ".op.1.weight", width, in, 1, 1), 1, 0, 1, 1, graph.relu(input));
        return graph.batchNorm(operation + ".op.2", node);
    }

    private int factorizedReduce(String operation, int input) {
        int in = graph.shape(input).channels();
        int relu = graph.relu(input);
        int even = graph.convolution(Weight.whole(operation + ".conv_1.weight", width / 2, in, 1, 1), 2, 0, 1, 1, relu);
        int odd = graph.convolution(
                Weight.whole(operation + ".conv_2.weight", width / 2, in, 1, 1), 2, 0, 1, 1, graph.crop(relu));
        return graph.batchNorm(operation + ".bn", graph.concat(List.of(even, odd)));
    }
}
