package io.github.l2nas.benchmarks;

import io.github.l2nas.api.graph.LayerGraph;
import io.github.l2nas.api.graph.Shape;
import io.github.l2nas.api.graph.Weight;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.space.Skeleton;
import io.github.l2nas.benchmarks.pytorch.RandomPaths;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.Parameters;
import io.github.l2nas.engine.network.SubnetExtractor;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The networks whose speed is compared.
 *
 * @param networks the networks; all take images of one shape. Those that are trained share their weights, which are made
 *     when they are first used
 * @param batch images at a time
 * @param work what is timed: {@code train}, {@code validate} with the batch's statistics, {@code infer} with running ones
 */
record SpeedCases(List<Network> networks, int batch, List<String> work) {

    /**
     * Four random paths of the quickstart's supernet (N = 1, C = 8, 8 x 8 pixels); four random architectures of NAS-Bench-201 (N = 5), DARTS_V2 with 8 cells, four PC-DARTS supernet paths of 8 cells, these
     * with C = 16, batch 64, 32 x 32 pixels and 10 classes; the smallest, a middling and the largest sub-network of
     * Once-for-All's supernet of width 1.0, batch 16, 224 x 224 pixels and 1000 classes.
     */
    static final List<String> NAMES = List.of("digits", "nas-bench-201", "darts", "pc-darts", "ofa");

    private static final int CLASSES = 10;
    private static final Shape IMAGE = new Shape(3, 32, 32);
    private static final int BATCH = 64;
    private static final List<String> TRAINING = List.of("train", "validate");
    private static final int OFA_BATCH = 16;
    private static final List<String> INFERENCE = List.of("infer");

    private static final int RANDOM = 4;
    private static final long SEED = 201;
    private static final String DARTS_V2 = "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1),"
            + " ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0),"
            + " ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5],"
            + " reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1),"
            + " ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)],"
            + " reduce_concat=[2, 3, 4, 5])";

    /**
     * A case.
     *
     * @param name one of {@link #NAMES}
     * @return the case
     */
    static SpeedCases named(String name) {
        NetworkSpace darts = networks("darts");
        NetworkSpace cells = networks("nas-bench-201");
        Skeleton stages = new Skeleton(16, 5, CLASSES, IMAGE);
        Skeleton eight = new Skeleton(16, 8, CLASSES, IMAGE);
        return switch (name) {
            case "digits" ->
                new SpeedCases(random(cells, new Skeleton(8, 1, CLASSES, new Shape(1, 8, 8))), BATCH, TRAINING);
            case "nas-bench-201" -> new SpeedCases(random(cells, stages), BATCH, TRAINING);
            case "darts" ->
                new SpeedCases(trained(List.of(darts.network(darts.parse(DARTS_V2), eight))), BATCH, TRAINING);
            case "pc-darts" -> new SpeedCases(random(darts, eight), BATCH, TRAINING);
            case "ofa" -> new SpeedCases(onceForAll(), OFA_BATCH, INFERENCE);
            default -> throw new IllegalArgumentException("there is no case " + name + "; there are " + NAMES);
        };
    }

    private static NetworkSpace networks(String name) {
        return SearchSpaces.named(name).capability(NetworkSpace.class).orElseThrow();
    }

    /**
     * Shape of one image.
     *
     * @return C, H, W
     */
    Shape image() {
        return networks.get(0).graph().nodes().get(0).shape();
    }

    /**
     * Number of classes.
     *
     * @return at least 2
     */
    int classes() {
        LayerGraph graph = networks.get(0).graph();
        return graph.nodes().get(graph.output()).shape().channels();
    }

    private static List<Network> onceForAll() {
        Parameters supernet = new Parameters(1);
        supernet.initialise(OfaNetwork.IMAGENET.compile(OfaArchitecture.LARGEST));
        for (Weight weight : OfaNetwork.IMAGENET
                .compile(OfaArchitecture.uniform(3, 6, 4))
                .weights()
                .values()) {
            if (weight.view() instanceof Weight.View.Centre centre) {
                centre.matrices().forEach(name -> putIdentity(supernet, name, name.endsWith("7to5_matrix") ? 25 : 9));
            }
        }
        return Stream.of(OfaArchitecture.SMALLEST, OfaArchitecture.uniform(5, 4, 3), OfaArchitecture.LARGEST)
                .map(architecture -> SubnetExtractor.of(OfaNetwork.IMAGENET.compile(architecture), supernet))
                .toList();
    }

    private static void putIdentity(Parameters parameters, String name, int size) {
        float[] identity = new float[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        parameters.put(name, List.of(size, size), identity);
    }

    private static List<Network> trained(List<LayerGraph> graphs) {
        Parameters shared = new Parameters(1);
        return graphs.stream().map(graph -> new Network(graph, shared)).toList();
    }

    private static List<Network> random(NetworkSpace space, Skeleton skeleton) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<LayerGraph> graphs = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            graphs.add(space.supernetPath(RandomPaths.next(space, random), skeleton));
        }
        return trained(graphs);
    }
}
