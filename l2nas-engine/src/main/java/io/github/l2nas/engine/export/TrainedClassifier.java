package io.github.l2nas.engine.export;

import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.engine.network.Folding;
import io.github.l2nas.engine.network.Network;
import java.util.function.Function;

/**
 * A trained network to be written for other programs, with what their users must know beside it.
 *
 * @param graph reduced to inference: without drop path, dropout and auxiliary head
 * @param state numbers by the state dict's key, in PyTorch's layout; {@code running_mean} and {@code running_var} too
 * @param description classes and preprocessing
 */
public record TrainedClassifier(LayerGraph graph, Function<String, float[]> state, ModelDescription description) {

    /**
     * Takes a network as it was trained.
     *
     * @throws IllegalArgumentException where the network's output does not depend on its input, or the description does not
     *     fit the network
     */
    public TrainedClassifier {
        graph = InferenceGraph.of(graph);
        description.requireFit(input(graph), graph.nodes().get(graph.output()).shape());
    }

    /**
     * A network as it was trained, its batch normalisations folded into the layers before them where that can be done.
     *
     * @param network with its running statistics
     * @param description classes and preprocessing
     * @return the same network, up to rounding
     */
    public static TrainedClassifier folded(Network network, ModelDescription description) {
        Network folded = Folding.of(new Network(InferenceGraph.of(network.graph()), network.parameters()));
        return new TrainedClassifier(
                folded.graph(), name -> folded.parameters().get(name).values(), description);
    }

    /** Shape of one image, or of one row's features. */
    Shape input() {
        return input(graph);
    }

    private static Shape input(LayerGraph graph) {
        return graph.nodes().stream()
                .filter(node -> node.layer() instanceof Layer.Input)
                .map(LayerGraph.Node::shape)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the network's output does not depend on an image"));
    }

    /**
     * The numbers of a weight or of a running statistic.
     *
     * @param weight used as a whole
     * @return its numbers in PyTorch's layout
     * @throws IllegalArgumentException where the state does not have them, or they are not as many as the shape says
     */
    float[] values(Weight weight) {
        if (!(weight.view() instanceof Weight.View.Whole)) {
            throw new IllegalArgumentException(weight.name() + " is a part of a larger tensor; cut it out first");
        }
        float[] values = state.apply(weight.name());
        if (values == null) {
            throw new IllegalArgumentException("the state has no " + weight.name());
        }
        if (values.length != weight.size()) {
            throw new IllegalArgumentException("the state's " + weight.name() + " has " + values.length
                    + " numbers, the network's has shape " + weight.shape());
        }
        return values;
    }

    /** Running mean of a batch normalisation. */
    static Weight runningMean(Layer.BatchNorm layer, int channels) {
        return Weight.whole(layer.name() + ".running_mean", channels);
    }

    /** Running variance of a batch normalisation. */
    static Weight runningVariance(Layer.BatchNorm layer, int channels) {
        return Weight.whole(layer.name() + ".running_var", channels);
    }
}
