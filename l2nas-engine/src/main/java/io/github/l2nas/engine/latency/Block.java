package io.github.l2nas.engine.latency;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A part of a network that is timed by itself: one layer, with all that its time depends on. A batch normalisation that follows
 * a convolution is a part of it, as in any runtime.
 *
 * @param kind what kind of layer it is
 * @param name kind, sizes and shapes; blocks of one name take the same time
 * @param work a measure of what it has to do, within its kind: multiply-accumulates, or numbers that are read and written
 * @param graph a network of this block alone
 */
record Block(String kind, String name, long work, LayerGraph graph) {

    private static final int VALUES = 0;
    private static final Shape ONE = new Shape(1, 1, 1);

    /**
     * What takes the time that running a network takes at least.
     *
     * @return a block without layers
     */
    static Block nothing() {
        return new Block("nothing", "nothing", 1, graph(new LayerGraph.Node(new Layer.Input(ONE), List.of(), ONE)));
    }

    /**
     * The blocks of a network.
     *
     * @param graph the layers that are run
     * @return one for each layer that takes time, in the order of the layers
     */
    static List<Block> of(LayerGraph graph) {
        int[] readers = new int[graph.nodes().size()];
        graph.nodes().forEach(node -> node.inputs().forEach(input -> readers[input]++));
        List<Block> blocks = new ArrayList<>();
        for (LayerGraph.Node node : graph.nodes()) {
            boolean joined = node.layer() instanceof Layer.BatchNorm && follows(node, graph, readers);
            if (!node.inputs().isEmpty() && !joined) {
                blocks.add(of(node, graph, readers));
            }
        }
        return blocks;
    }

    /** Whether a runtime joins a node with the convolution before it. */
    private static boolean follows(LayerGraph.Node node, LayerGraph graph, int[] readers) {
        int before = node.inputs().get(0);
        LayerGraph.Node input = graph.nodes().get(before);
        return readers[before] == 1
                && (input.layer() instanceof Layer.Convolution
                        || (input.layer() instanceof Layer.BatchNorm && follows(input, graph, readers)));
    }

    private static Block of(LayerGraph.Node node, LayerGraph graph, int[] readers) {
        List<Shape> inputs = node.inputs().stream()
                .map(input -> graph.nodes().get(input).shape())
                .toList();
        Layer layer = node.layer();
        String kind = kind(layer);
        if (layer instanceof Layer.Activation && follows(node, graph, readers)) {
            kind += " after convolution";
        }
        LayerGraph alone = alone(layer, inputs, node.shape());
        return new Block(
                kind,
                kind + sizes(layer, inputs) + ", " + inputs.get(0) + " to " + node.shape(),
                work(node, inputs),
                alone);
    }

    private static String kind(Layer layer) {
        if (layer instanceof Layer.Convolution convolution) {
            if (convolution.groups() > 1) {
                return "grouped convolution";
            }
            return convolution.weight().shape().get(2) == 1 ? "1 x 1 convolution" : "convolution";
        }
        if (layer instanceof Layer.Activation activation) {
            return activation.function().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (layer instanceof Layer.Pool pool) {
            return pool.kind().name().toLowerCase(Locale.ROOT) + " pooling";
        }
        if (layer instanceof Layer.GlobalAveragePool) {
            return "global average pooling";
        }
        if (layer instanceof Layer.BatchNorm) {
            return "batch normalisation";
        }
        if (layer instanceof Layer.Add) {
            return "sum";
        }
        if (layer instanceof Layer.Linear) {
            return "linear";
        }
        return layer instanceof Layer.ChannelScale
                ? "channel scale"
                : layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String sizes(Layer layer, List<Shape> inputs) {
        if (layer instanceof Layer.Convolution convolution) {
            return " " + convolution.weight().shape().get(2) + ", stride " + convolution.stride() + ", dilation "
                    + convolution.dilation() + ", groups " + convolution.groups();
        }
        if (layer instanceof Layer.Pool pool) {
            return " " + pool.kernel() + ", stride " + pool.stride();
        }
        return inputs.size() == 1 ? "" : " of " + inputs.size();
    }

    private static long work(LayerGraph.Node node, List<Shape> inputs) {
        if (node.layer() instanceof Layer.Convolution convolution) {
            List<Integer> shape = convolution.weight().shape();
            return node.shape().size() * shape.get(1) * shape.get(2) * shape.get(3);
        }
        if (node.layer() instanceof Layer.Linear linear) {
            return linear.weight().size();
        }
        return node.shape().size() + inputs.stream().mapToLong(Shape::size).sum();
    }

    /** What reads several nodes reads one several times here; where these differ in size, it reads as much in all. */
    private static LayerGraph alone(Layer layer, List<Shape> inputs, Shape output) {
        Shape first = inputs.get(0);
        if (layer instanceof Layer.ChannelScale) {
            return graph(
                    new LayerGraph.Node(new Layer.Input(first), List.of(), first),
                    new LayerGraph.Node(
                            new Layer.GlobalAveragePool(), List.of(VALUES), new Shape(first.channels(), 1, 1)),
                    new LayerGraph.Node(layer, List.of(VALUES, 1), output));
        }
        if (layer instanceof Layer.Concat) {
            int each = Math.max(1, output.channels() / inputs.size());
            Shape input = new Shape(each, output.height(), output.width());
            return graph(
                    new LayerGraph.Node(new Layer.Input(input), List.of(), input),
                    new LayerGraph.Node(
                            layer,
                            Collections.nCopies(inputs.size(), VALUES),
                            new Shape(each * inputs.size(), output.height(), output.width())));
        }
        return graph(
                new LayerGraph.Node(new Layer.Input(first), List.of(), first),
                new LayerGraph.Node(layer, Collections.nCopies(inputs.size(), VALUES), output));
    }

    private static LayerGraph graph(LayerGraph.Node... nodes) {
        return new LayerGraph(List.of(nodes), nodes.length - 1, OptionalInt.empty());
    }
}
