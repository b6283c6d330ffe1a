package io.github.l2nas.api.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Builds a network layer by layer, each applied to the {@link FeatureMap} before it:
 *
 * <pre>{@code
 * NetworkBuilder network = new NetworkBuilder(new Shape(1, 28, 28));
 * FeatureMap map = network.input().convolution("stem", 16, 3, 2).batchNorm().relu();
 * map = map.invertedResidual("block1", 24, 5, 3, 2);
 * LayerGraph graph = network.build(map.globalAverage().linear("classifier", 10));
 * }</pre>
 *
 * <p>Layers with weights have names; a name belongs to one layer of a network. A weight's name in the state dict is the layer's
 * with the weight's sizes: {@code stem.16x1x3x3.weight}. Networks that give layers the same names share the weights whose sizes
 * are the same too; where a choice changes the sizes, each size has weights of its own. Give layers different names where they
 * must not share: {@code "block1." + operation}.
 */
public final class NetworkBuilder {

    private final GraphBuilder graph = new GraphBuilder();
    private final Set<String> names = new HashSet<>();
    private final FeatureMap input;

    /** @param input shape of one image; columns of a table are channels of a map of one pixel */
    public NetworkBuilder(Shape input) {
        this.input = new FeatureMap(this, graph.input(input), "the input", Optional.empty());
    }

    /**
     * The network's input.
     *
     * @return the same map for each call
     */
    public FeatureMap input() {
        return input;
    }

    /**
     * The finished network.
     *
     * @param logits classes x 1 x 1
     * @return its layers
     * @throws LayerException where the logits are a map of several pixels, or belong to another network
     */
    public LayerGraph build(FeatureMap logits) {
        Shape shape = logits.shape();
        requireOwn("the output", List.of(logits));
        if (shape.height() != 1 || shape.width() != 1) {
            throw new LayerException("the network's output is " + shape
                    + "; it must be classes x 1 x 1. End with globalAverage() and" + " linear(name, classes)");
        }
        return graph.build(logits.node(), OptionalInt.empty());
    }

    GraphBuilder graph() {
        return graph;
    }

    void requireOwn(String layer, List<FeatureMap> maps) {
        for (FeatureMap map : maps) {
            if (map.network() != this) {
                throw new LayerException(layer + " reads " + map.shape() + " of another network");
            }
        }
    }

    /** Takes a name for a layer with weights. */
    void claim(String name) {
        if (name.isBlank()) {
            throw new LayerException("a layer with weights needs a name, got '" + name + "'");
        }
        if (!names.add(name)) {
            throw new LayerException("two layers of one network are named '" + name + "'; a name belongs to one layer");
        }
    }
}
