package io.github.l2nas.spaces.darts;

import io.github.l2nas.api.graph.GraphBuilder;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.space.Skeleton;
import java.util.OptionalInt;

/**
 * The network around the cells: stem, cells with reductions at 1/3 and 2/3, global average pooling, linear classifier.
 * Weights are named as in DARTS' own {@code NetworkCIFAR} and {@code NetworkImageNet}.
 *
 * @param stem which stem, and with it which images
 * @param skeleton initial channels, cells, classes, images and whether there is an auxiliary head
 */
public record DartsNetwork(Stem stem, Skeleton skeleton) {

    /** The network of the paper's CIFAR-10 results. */
    public static final DartsNetwork CIFAR_10 =
            new DartsNetwork(Stem.CIFAR, new Skeleton(36, 20, 10, new Shape(3, 32, 32)));

    /** What turns an image into the inputs of the first cell. */
    public enum Stem {
        /** One 3x3 convolution to 3C channels; small images such as CIFAR's 32 x 32. */
        CIFAR,
        /** Three 3x3 convolutions of stride 2; 224 x 224 images. */
        IMAGENET
    }

    private static final int STEM_MULTIPLIER = 3;
    private static final int AUXILIARY_CHANNELS = 128;
    private static final int AUXILIARY_FEATURES = 768;

    /** The outputs of the two cells before, and whether the last one reduced. */
    private record Outputs(int beforeLast, int last, boolean reduced) {}

    /**
     * The network of a genotype.
     *
     * @param genotype the cells
     * @return its layer graph
     */
    public LayerGraph compile(Genotype genotype) {
        skeleton.requireMultiplesOf(4);
        GraphBuilder graph = new GraphBuilder();
        int image = graph.input(skeleton.image());
        Outputs outputs = stem == Stem.CIFAR ? cifarStem(graph, image) : imageNetStem(graph, image);
        int width = skeleton.channels();
        int cells = skeleton.cells();
        OptionalInt auxiliaryLogits = OptionalInt.empty();
        for (int index = 0; index < cells; index++) {
            boolean reduction = index == cells / 3 || index == 2 * cells / 3;
            if (reduction) {
                width *= 2;
            }
            CellCompiler cell = new CellCompiler(graph, "cells." + index, width, reduction);
            int output = cell.compile(genotype, outputs.beforeLast(), outputs.last(), outputs.reduced());
            outputs = new Outputs(outputs.last(), output, reduction);
            if (skeleton.auxiliary() && index == 2 * cells / 3) {
                auxiliaryLogits = OptionalInt.of(auxiliaryHead(graph, output));
            }
        }
        int features = graph.globalAveragePool(outputs.last());
        int logits = graph.linear(
                Weight.whole(
                        "classifier.weight",
                        skeleton.classes(),
                        graph.shape(features).channels()),
                Weight.whole("classifier.bias", skeleton.classes()),
                features);
        return graph.build(logits, auxiliaryLogits);
    }

    private Outputs cifarStem(GraphBuilder graph, int image) {
        int width = STEM_MULTIPLIER * skeleton.channels();
        int node = graph.convolution(
                Weight.whole("stem.0.weight", width, skeleton.image().channels(), 3, 3), 1, 1, 1, 1, image);
        node = graph.batchNorm("stem.1", node);
        return new Outputs(node, node, false);
    }

    private Outputs imageNetStem(GraphBuilder graph, int image) {
        int channels = skeleton.channels();
        int half = channels / 2;
        int node = graph.convolution(
                Weight.whole("stem0.0.weight", half, skeleton.image().channels(), 3, 3), 2, 1, 1, 1, image);
        node = graph.relu(graph.batchNorm("stem0.1", node));
        node = graph.convolution(Weight.whole("stem0.3.weight", channels, half, 3, 3), 2, 1, 1, 1, node);
        int first = graph.batchNorm("stem0.4", node);
        node = graph.convolution(
                Weight.whole("stem1.1.weight", channels, channels, 3, 3), 2, 1, 1, 1, graph.relu(first));
        int second = graph.batchNorm("stem1.2", node);
        return new Outputs(first, second, true);
    }

    private int auxiliaryHead(GraphBuilder graph, int input) {
        int node = graph.pool(Layer.Pool.Kind.AVERAGE, 5, stem == Stem.CIFAR ? 3 : 2, 0, graph.relu(input));
        int in = graph.shape(node).channels();
        node = graph.convolution(
                Weight.whole("auxiliary_head.features.2.weight", AUXILIARY_CHANNELS, in, 1, 1), 1, 0, 1, 1, node);
        node = graph.relu(graph.batchNorm("auxiliary_head.features.3", node));
        node = graph.convolution(
                Weight.whole("auxiliary_head.features.5.weight", AUXILIARY_FEATURES, AUXILIARY_CHANNELS, 2, 2),
                1,
                0,
                1,
                1,
                node);
        if (stem == Stem.CIFAR) {
            node = graph.batchNorm("auxiliary_head.features.6", node);
        }
        return graph.linear(
                Weight.whole("auxiliary_head.classifier.weight", skeleton.classes(), AUXILIARY_FEATURES),
                Weight.whole("auxiliary_head.classifier.bias", skeleton.classes()),
                graph.relu(node));
    }
}
