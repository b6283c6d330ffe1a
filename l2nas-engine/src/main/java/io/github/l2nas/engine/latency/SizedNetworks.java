package io.github.l2nas.engine.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.graph.Layer;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.MeasureLatencyJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.ImageSizeException;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.export.InferenceGraph;
import io.github.l2nas.engine.network.Executor;
import io.github.l2nas.engine.result.SkeletonJson;
import io.github.l2nas.engine.supernet.Skeletons;
import io.github.l2nas.engine.training.EvaluationRecipe;
import io.github.l2nas.engine.training.RecipeSpace;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.Optional;
import java.util.function.Function;

/**
 * The networks of a space in one size, as they answer: without what is there for training only.
 *
 * @param graphs the network of an architecture
 * @param json their size, as results tell it
 * @param text their size, for people
 */
record SizedNetworks(Function<Architecture, LayerGraph> graphs, ObjectNode json, String text) {

    private static final int COLOURS = 3;
    private static final int USUAL_SIDE = 32;
    private static final int USUAL_CLASSES = 10;

    /**
     * As a job declares them.
     *
     * @param job its size of networks and images, or its data set
     * @param space the job's
     * @return the networks
     * @throws JobException where size and images don't fit the space
     */
    static SizedNetworks of(MeasureLatencyJob job, SearchSpace space) {
        Optional<Dataset> dataset = Optional.ofNullable(job.dataset()).map(DatasetLoader::of);
        if (space instanceof OfaMobileNetV3) {
            int side = job.imageSize() == null ? OfaNetwork.IMAGENET.height() : job.imageSize();
            Shape image = dataset.map(data -> data.train().shape()).orElse(new Shape(COLOURS, side, side));
            return ofSubnets(new OfaNetwork(1.0, OfaNetwork.IMAGENET.classes(), image.height(), image.width()));
        }
        NetworkSpace networks = space.capability(NetworkSpace.class)
                .orElseThrow(() -> new JobException(
                        "space", "space " + space.name() + " has no networks that could be timed. Name another space"));
        if (dataset.isEmpty() && job.imageSize() == null && !networks.usesChannelsAndCells()) {
            throw new JobException(
                    "dataset",
                    "how large the images are and how many classes there are is not known. Give a data set, or an imageSize for"
                            + " images of 3 channels and 10 classes");
        }
        EvaluationRecipe recipe = Skeletons.sized(
                EvaluationRecipe.of(RecipeSpace.named(job.network().recipe(), networks)), job.network());
        int side = job.imageSize() == null ? USUAL_SIDE : job.imageSize();
        Skeleton skeleton = new Skeleton(
                recipe.channels(),
                recipe.cells(),
                dataset.map(data -> data.classes().size()).orElse(USUAL_CLASSES),
                dataset.map(data -> data.train().shape()).orElse(new Shape(COLOURS, side, side)));
        return of(networks, skeleton);
    }

    /**
     * As a file of latencies tells them.
     *
     * @param space the search's
     * @param network what {@link #json} was
     * @return the networks
     * @throws IllegalArgumentException where the size is not one
     */
    static SizedNetworks of(SearchSpace space, JsonNode network) {
        JsonNode image = network.path("images");
        Shape shape = new Shape(positive(image, "channels"), positive(image, "height"), positive(image, "width"));
        int classes = positive(network, "classes");
        if (space instanceof OfaMobileNetV3) {
            return ofSubnets(new OfaNetwork(network.path("width").asDouble(1), classes, shape.height(), shape.width()));
        }
        NetworkSpace networks = space.capability(NetworkSpace.class)
                .orElseThrow(() -> new IllegalArgumentException("space " + space.name() + " has no networks"));
        return of(
                networks,
                networks.usesChannelsAndCells()
                        ? new Skeleton(positive(network, "channels"), positive(network, "cells"), classes, shape)
                        : Skeleton.of(shape, classes));
    }

    private static SizedNetworks of(NetworkSpace space, Skeleton skeleton) {
        boolean sized = space.usesChannelsAndCells();
        return new SizedNetworks(
                architecture -> InferenceGraph.of(network(space, architecture, skeleton)),
                SkeletonJson.of(skeleton, sized),
                sized ? skeleton.description() : skeleton.data());
    }

    private static LayerGraph network(NetworkSpace space, Architecture architecture, Skeleton skeleton) {
        try {
            return space.network(architecture, skeleton);
        } catch (ImageSizeException e) {
            throw Skeletons.wrongSize(e);
        }
    }

    private static SizedNetworks ofSubnets(OfaNetwork supernet) {
        ObjectNode json = SkeletonJson.of(
                new Skeleton(1, 1, supernet.classes(), new Shape(COLOURS, supernet.height(), supernet.imageWidth())),
                false);
        return new SizedNetworks(
                architecture -> WholeWeights.of(InferenceGraph.of(supernet.compile((OfaArchitecture) architecture))),
                json.put("width", supernet.width()),
                new OfaMobileNetV3(supernet).network());
    }

    private static int positive(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isInt() || value.intValue() < 1) {
            throw new IllegalArgumentException("'network' has no positive whole number '" + field + "'");
        }
        return value.intValue();
    }

    /**
     * The network of an architecture.
     *
     * @throws IllegalArgumentException where it does not fit the images
     */
    LayerGraph graph(Architecture architecture) {
        return graphs.apply(architecture);
    }

    /** Whether a network looks at its image at all; one without a path from there to the logits does not. */
    static boolean readsImage(LayerGraph graph) {
        return Executor.planned(graph).nodes().stream().anyMatch(node -> node.layer() instanceof Layer.Input);
    }

    /** Shape of one image. */
    static Shape image(LayerGraph graph) {
        return graph.nodes().stream()
                .filter(node -> node.layer() instanceof Layer.Input)
                .map(LayerGraph.Node::shape)
                .findFirst()
                .orElseThrow();
    }
}
