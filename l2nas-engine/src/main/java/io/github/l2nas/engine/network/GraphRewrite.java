package io.github.l2nas.engine.network;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Rewrites a layer graph node by node, in order: a rule says which node of the new graph gives what a node of the old one
 * gives. In the end nothing is left that does not reach an output.
 */
public final class GraphRewrite {

    /** What becomes of a node. */
    @FunctionalInterface
    public interface Rule {

        /**
         * Puts something in a node's place.
         *
         * @param node of the old graph
         * @param inputs the nodes of the new graph that give its inputs; a list of its own, which the rule may change
         * @param result the new graph so far
         * @return the node of the new graph that gives what the old one gives: a new one or an earlier one
         */
        int place(LayerGraph.Node node, List<Integer> inputs, GraphRewrite result);
    }

    private final List<LayerGraph.Node> nodes = new ArrayList<>();

    private GraphRewrite() {}

    /**
     * Rewrites a graph.
     *
     * @param graph stays as it is
     * @param rule is asked for each node
     * @return the new graph
     */
    public static LayerGraph of(LayerGraph graph, Rule rule) {
        GraphRewrite result = new GraphRewrite();
        int[] place = new int[graph.nodes().size()];
        for (int index = 0; index < place.length; index++) {
            LayerGraph.Node node = graph.nodes().get(index);
            List<Integer> inputs = new ArrayList<>();
            node.inputs().forEach(input -> inputs.add(place[input]));
            place[index] = rule.place(node, inputs, result);
        }
        OptionalInt auxiliary = graph.auxiliaryOutput();
        return reaching(new LayerGraph(
                result.nodes,
                place[graph.output()],
                auxiliary.isPresent() ? OptionalInt.of(place[auxiliary.getAsInt()]) : auxiliary));
    }

    /**
     * Leaves out what does not reach an output.
     *
     * @param graph stays as it is
     * @return the rest, in the same order
     */
    public static LayerGraph reaching(LayerGraph graph) {
        boolean[] reaches = new boolean[graph.nodes().size()];
        reaches[graph.output()] = true;
        graph.auxiliaryOutput().ifPresent(output -> reaches[output] = true);
        for (int index = reaches.length - 1; index >= 0; index--) {
            if (reaches[index]) {
                graph.nodes().get(index).inputs().forEach(input -> reaches[input] = true);
            }
        }
        int[] place = new int[reaches.length];
        List<LayerGraph.Node> nodes = new ArrayList<>();
        for (int index = 0; index < reaches.length; index++) {
            if (reaches[index]) {
                LayerGraph.Node node = graph.nodes().get(index);
                List<Integer> inputs =
                        node.inputs().stream().map(input -> place[input]).toList();
                place[index] = nodes.size();
                nodes.add(new LayerGraph.Node(node.layer(), inputs, node.shape()));
            }
        }
        OptionalInt auxiliary = graph.auxiliaryOutput();
        return new LayerGraph(
                nodes,
                place[graph.output()],
                auxiliary.isPresent() ? OptionalInt.of(place[auxiliary.getAsInt()]) : auxiliary);
    }

    /**
     * A graph without its auxiliary head, and without what feeds only that.
     *
     * @param graph stays as it is
     * @return a graph with one output
     */
    public static LayerGraph withoutAuxiliary(LayerGraph graph) {
        return reaching(new LayerGraph(graph.nodes(), graph.output(), OptionalInt.empty()));
    }

    /**
     * Adds a node to the new graph.
     *
     * @param layer what it does
     * @param inputs indices of nodes of the new graph
     * @param shape of its output
     * @return its index
     */
    public int add(Layer layer, List<Integer> inputs, Shape shape) {
        nodes.add(new LayerGraph.Node(layer, inputs, shape));
        return nodes.size() - 1;
    }

    /**
     * Puts another layer, which reads the same, in the place of a node of the new graph.
     *
     * @param index the node
     * @param layer what it does from now on
     */
    public void replace(int index, Layer layer) {
        LayerGraph.Node node = nodes.get(index);
        nodes.set(index, new LayerGraph.Node(layer, node.inputs(), node.shape()));
    }

    /**
     * A node of the new graph.
     *
     * @param index from 0
     * @return as it is so far
     */
    public LayerGraph.Node node(int index) {
        return nodes.get(index);
    }

    /**
     * Whether a node of the new graph gives nothing but zeros.
     *
     * @param index from 0
     * @return whether its layer is {@link Layer.Zeros}
     */
    public boolean isZeros(int index) {
        return nodes.get(index).layer() instanceof Layer.Zeros;
    }
}
