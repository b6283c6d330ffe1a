package io.github.l2nas.spaces.nasbench201;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.space.Mixture;
import io.github.l2nas.api.space.Skeleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The network around a cell: a 3x3 stem, three stages of cells with C, 2C and 4C channels, a residual reduction block
 * before the second and third, batch normalisation, ReLU, global average pooling, linear classifier. Weights are named as
 * in the benchmark's own {@code TinyNetwork}.
 *
 * <p>In the weight-sharing supernet every edge holds each operation: their weights carry the operation's index in the
 * name, as in the benchmark's own search networks, and the edges' batch normalisations have no gamma and beta.
 *
 * @param skeleton channels of the first stage, cells in a stage, classes and images
 * @param shared whether this is a path of the supernet
 */
public record NasBench201Network(Skeleton skeleton, boolean shared) {

    /** The benchmark's CIFAR-10 network. */
    public static final NasBench201Network CIFAR_10 =
            new NasBench201Network(new Skeleton(16, 5, 10, new Shape(3, 32, 32)), false);

    private static final int STAGES = 3;
    private static final int NODES = 3;

    /**
     * The network of an architecture.
     *
     * @param architecture the cell
     * @return its layer graph
     */
    public LayerGraph compile(NasBench201Architecture architecture) {
        return compile((graph, cell, edge, input) ->
                operation(graph, cell, edge, architecture.edges().get(edge.index()), input));
    }

    /**
     * The supernet with several operations on each edge, each with a factor for each number of channels.
     *
     * @param operations by edge, as ordinals
     * @return its layer graph and factors
     */
    Mixture mixture(List<List<Integer>> operations) {
        Map<String, Mixture.Factor> factors = new LinkedHashMap<>();
        LayerGraph graph = compile((builder, cell, edge, input) -> {
            List<Integer> parts = new ArrayList<>();
            for (int ordinal : operations.get(edge.index())) {
                Operation operation = Operation.values()[ordinal];
                if (operation != Operation.NONE) {
                    int output = operation(builder, cell, edge, operation, input);
                    String name = "factor." + edge.index() + "." + ordinal + "."
                            + builder.shape(input).channels();
                    factors.put(name, new Mixture.Factor(name, edge.index(), ordinal));
                    parts.add(builder.factor(name, output));
                }
            }
            return parts.isEmpty() ? builder.zeros(input) : builder.sum(parts);
        });
        return new Mixture(graph, List.copyOf(factors.values()));
    }

    /** What an edge of a cell does. */
    private interface EdgeCompiler {
        int add(GraphBuilder graph, String cell, Edge edge, int input);
    }

    /** An edge from a node to a later one. */
    private record Edge(int index, int from, int to) {}

    private LayerGraph compile(EdgeCompiler edges) {
        skeleton.requireMultiplesOf(4);
        GraphBuilder graph = new GraphBuilder();
        int node = graph.input(skeleton.image());
        int channels = skeleton.channels();
        node = graph.convolution(
                Weight.whole("stem.0.weight", channels, skeleton.image().channels(), 3, 3), 1, 1, 1, 1, node);
        node = graph.batchNorm("stem.1", node);
        int block = 0;
        for (int stage = 0; stage < STAGES; stage++) {
            if (stage > 0) {
                node = reduction(graph, "cells." + block++, channels << stage, node);
            }
            for (int cell = 0; cell < skeleton.cells(); cell++) {
                node = cell(graph, "cells." + block++, edges, node);
            }
        }
        node = graph.relu(graph.batchNorm("lastact.0", node));
        node = graph.globalAveragePool(node);
        int features = channels << (STAGES - 1);
        node = graph.linear(
                Weight.whole("classifier.weight", skeleton.classes(), features),
                Weight.whole("classifier.bias", skeleton.classes()),
                node);
        return graph.build(node, OptionalInt.empty());
    }

    private static int cell(GraphBuilder graph, String name, EdgeCompiler edges, int input) {
        List<Integer> nodes = new ArrayList<>(List.of(input));
        int edge = 0;
        for (int to = 1; to <= NODES; to++) {
            List<Integer> incoming = new ArrayList<>();
            for (int from = 0; from < to; from++) {
                incoming.add(edges.add(graph, name, new Edge(edge++, from, to), nodes.get(from)));
            }
            nodes.add(graph.sum(incoming));
        }
        return nodes.get(NODES);
    }

    private int operation(GraphBuilder graph, String cell, Edge edge, Operation operation, int input) {
        String name = shared
                ? cell + ".edges." + edge.to() + "<-" + edge.from() + "." + operation.ordinal()
                : cell + ".layers." + edge.index();
        int width = graph.shape(input).channels();
        return switch (operation) {
            case NONE -> graph.zeros(input);
            case SKIP_CONNECT -> input;
            case CONVOLUTION_1X1 -> reluConvolutionNorm(graph, name, width, 1, 1, !shared, input);
            case CONVOLUTION_3X3 -> reluConvolutionNorm(graph, name, width, 3, 1, !shared, input);
            case AVERAGE_POOL_3X3 -> graph.pool(Layer.Pool.Kind.AVERAGE, 3, 1, 1, input);
        };
    }

    private static int reluConvolutionNorm(
            GraphBuilder graph, String name, int out, int kernel, int stride, boolean affine, int input) {
        int in = graph.shape(input).channels();
        int node = graph.convolution(
                Weight.whole(name + ".op.1.weight", out, in, kernel, kernel),
                stride,
                kernel / 2,
                1,
                1,
                graph.relu(input));
        return affine ? graph.batchNorm(name + ".op.2", node) : graph.plainBatchNorm(name + ".op.2", node);
    }

    private static int reduction(GraphBuilder graph, String name, int out, int input) {
        int in = graph.shape(input).channels();
        int first = reluConvolutionNorm(graph, name + ".conv_a", out, 3, 2, true, input);
        int second = reluConvolutionNorm(graph, name + ".conv_b", out, 3, 1, true, first);
        int shortcut = graph.convolution(
                Weight.whole(name + ".downsample.1.weight", out, in, 1, 1),
                1,
                0,
                1,
                1,
                graph.pool(Layer.Pool.Kind.AVERAGE, 2, 2, 0, input));
        return graph.sum(List.of(second, shortcut));
    }
}
