package io.github.l2nas.engine.proxy;

import io.github.l2nas.api.data.Dataset;
import io.github.l2nas.api.data.SampleSet;
import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.engine.dataset.Batch;
import io.github.l2nas.engine.dataset.Batches;
import io.github.l2nas.engine.dataset.DatasetLoader;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The networks that a proxy looks at, and the mini-batch that it shows them.
 *
 * @param networks tells the network of an architecture; throws IllegalArgumentException where it does not fit the images
 * @param counted the size that costs are counted in, where a class builds networks whole and none is published
 * @param images the mini-batch, where the proxy needs one
 * @param seed of the weights
 */
record ProxyNetworks(
        Function<Architecture, LayerGraph> networks, Optional<Skeleton> counted, Optional<Batch> images, long seed) {

    private static final String FIELD = "evaluator.settings.";
    private static final int USUAL_CHANNELS = 16;
    private static final int USUAL_CELLS = 1;
    private static final int USUAL_SIDE = 16;
    private static final int USUAL_CLASSES = 10;
    private static final int COLOURS = 3;

    /**
     * Networks as settings declare them.
     *
     * @param space where networks come from: with {@link NetworkSpace}, or the sub-networks of Once-for-All, whose weights are random
     *     like all others
     * @param input tells images and classes; without it 3 channels and 10 classes at 16 x 16 pixels, and for Once-for-All what it
     *     was published for
     * @param settings of the proxy
     * @param needsImages whether a mini-batch is taken; then there is a data set
     * @return the networks
     * @throws JobException where settings, networks and images don't fit each other
     */
    static ProxyNetworks of(
            SearchSpace space, Optional<DatasetInput> input, ProxySettings settings, boolean needsImages) {
        Optional<Dataset> dataset = input.map(DatasetLoader::of);
        Optional<OfaNetwork> supernet = space.capability(OfaMobileNetV3.class).map(OfaMobileNetV3::supernet);
        int side = supernet.map(OfaNetwork::height).orElse(USUAL_SIDE);
        Shape whole = dataset.map(data -> data.train().shape()).orElse(new Shape(COLOURS, side, side));
        int factor = 1;
        if (settings.imageSize() != null) {
            if (dataset.isEmpty()) {
                whole = new Shape(COLOURS, settings.imageSize(), settings.imageSize());
            }
            factor = factor(whole, settings.imageSize());
        }
        Shape image = new Shape(whole.channels(), whole.height() / factor, whole.width() / factor);
        int classes = dataset.map(data -> data.classes().size())
                .orElse(supernet.map(OfaNetwork::classes).orElse(USUAL_CLASSES));
        Optional<Batch> images = Optional.empty();
        if (needsImages) {
            images = Optional.of(reduced(batch(dataset.orElseThrow().train(), settings), whole, factor));
        }
        return supernet.isPresent()
                ? ofSubnets(space, supernet.get(), settings, image, classes, images)
                : of((NetworkSpace) space, settings, image, classes, images);
    }

    private static ProxyNetworks of(
            NetworkSpace space, ProxySettings settings, Shape image, int classes, Optional<Batch> images) {
        Skeleton skeleton = skeleton(space, settings, image, classes);
        requireFit(space, skeleton);
        return new ProxyNetworks(
                architecture -> space.network(architecture, skeleton),
                space.usesChannelsAndCells() ? Optional.empty() : Optional.of(skeleton),
                images,
                settings.seed());
    }

    private static ProxyNetworks ofSubnets(
            SearchSpace space,
            OfaNetwork supernet,
            ProxySettings settings,
            Shape image,
            int classes,
            Optional<Batch> images) {
        requireNoSize(space, settings);
        if (image.channels() != COLOURS) {
            throw new JobException(
                    "dataset",
                    "networks of " + space.name() + " look at images of " + COLOURS + " channels; these have "
                            + image.channels());
        }
        OfaNetwork definition = new OfaNetwork(supernet.width(), classes, image.height(), image.width());
        return new ProxyNetworks(
                architecture -> standingAlone(definition.compile((OfaArchitecture) architecture)),
                Optional.empty(),
                images,
                settings.seed());
    }

    /** The same layers with weights of their own in place of parts of a supernet's. */
    private static LayerGraph standingAlone(LayerGraph path) {
        List<LayerGraph.Node> nodes = path.nodes().stream()
                .map(node -> new LayerGraph.Node(
                        node.layer()
                                .withWeights(
                                        weight -> new Weight(weight.name(), weight.shape(), new Weight.View.Whole())),
                        node.inputs(),
                        node.shape()))
                .toList();
        return new LayerGraph(nodes, path.output(), path.auxiliaryOutput());
    }

    private static int factor(Shape image, int side) {
        if (image.height() % side != 0 || image.width() % (image.height() / side) != 0) {
            throw new JobException(
                    FIELD + "imageSize",
                    "images of " + image.height() + " x " + image.width() + " pixels are made smaller by means over"
                            + " squares of pixels; " + side + " does not divide their sides");
        }
        return image.height() / side;
    }

    private static Skeleton skeleton(NetworkSpace space, ProxySettings settings, Shape image, int classes) {
        if (space.usesChannelsAndCells()) {
            return new Skeleton(
                    settings.channels() == null ? USUAL_CHANNELS : settings.channels(),
                    settings.cells() == null ? USUAL_CELLS : settings.cells(),
                    classes,
                    image);
        }
        requireNoSize(space, settings);
        return Skeleton.of(image, classes);
    }

    private static void requireNoSize(SearchSpace space, ProxySettings settings) {
        if (settings.channels() != null || settings.cells() != null) {
            String name = settings.channels() == null ? "cells" : "channels";
            throw new JobException(
                    FIELD + name,
                    "space " + space.name() + " builds its networks itself: they have no '" + name
                            + "' that could be set. Leave it out");
        }
    }

    private static void requireFit(NetworkSpace space, Skeleton skeleton) {
        SearchContext any = SearchContext.unconstrained(space, 1);
        try {
            space.network(any.randomArchitecture(any.stream("proxy.any")), skeleton);
        } catch (IllegalArgumentException e) {
            throw new JobException(
                    FIELD + "imageSize",
                    "networks of " + space.name() + " do not fit " + skeleton.description() + ": " + e.getMessage()
                            + ". Set another imageSize, or give a data set whose images fit");
        }
    }

    private static Batch batch(SampleSet train, ProxySettings settings) {
        if (settings.images() > train.count()) {
            throw new JobException(
                    FIELD + "images",
                    "a mini-batch of " + settings.images() + " is larger than the training part, which has "
                            + train.count());
        }
        int[] order = IntStream.range(0, train.count()).toArray();
        new RandomStream(settings.seed(), "proxy.mini-batch").shuffle(order);
        return Batches.inOrder(
                        train, Arrays.copyOf(order, settings.images()), settings.images(), Normalisation.of(train))
                .batch(0, 0);
    }

    /** Means over squares of pixels. */
    static Batch reduced(Batch batch, Shape image, int factor) {
        if (factor == 1) {
            return batch;
        }
        int width = image.width() / factor;
        int height = image.height() / factor;
        int maps = batch.count() * image.channels();
        float[] reduced = new float[maps * height * width];
        for (int map = 0; map < maps; map++) {
            for (int y = 0; y < height * factor; y++) {
                for (int x = 0; x < width * factor; x++) {
                    reduced[(map * height + y / factor) * width + x / factor] +=
                            batch.images()[(map * image.height() + y) * image.width() + x] / (factor * factor);
                }
            }
        }
        return new Batch(reduced, batch.labels());
    }

    /**
     * The network of an architecture.
     *
     * @throws IllegalArgumentException where it does not fit the images
     */
    LayerGraph network(Architecture architecture) {
        return networks.apply(architecture);
    }
}
