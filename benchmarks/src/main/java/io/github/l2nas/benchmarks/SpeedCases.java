package io.github.l2nas.benchmarks;

import io.github.l2nas.benchmarks.pytorch.RandomPaths;
import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.SearchSpaces;
import io.github.l2nas.spaces.Skeleton;
import io.github.l2nas.spaces.graph.LayerGraph;
import io.github.l2nas.spaces.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The networks whose speed is compared: C = 16, batch 64, 32 x 32 pixels, 10 classes. */
final class SpeedCases {

    /** Four random architectures of NAS-Bench-201 (N = 5), DARTS_V2 with 8 cells, four PC-DARTS supernet paths of 8 cells. */
    static final List<String> NAMES = List.of("nas-bench-201", "darts", "pc-darts");

    static final int BATCH = 64;
    static final int CLASSES = 10;
    static final Shape IMAGE = new Shape(3, 32, 32);

    private static final int RANDOM = 4;
    private static final long SEED = 201;
    private static final String DARTS_V2 = "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1),"
            + " ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0),"
            + " ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5],"
            + " reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1),"
            + " ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)],"
            + " reduce_concat=[2, 3, 4, 5])";

    private SpeedCases() {}

    /**
     * The networks of a case.
     *
     * @param name one of {@link #NAMES}
     * @return one or four networks
     */
    static List<LayerGraph> graphs(String name) {
        SearchSpace darts = SearchSpaces.named("darts");
        SearchSpace cells = SearchSpaces.named("nas-bench-201");
        Skeleton stages = new Skeleton(16, 5, CLASSES, IMAGE);
        Skeleton eight = new Skeleton(16, 8, CLASSES, IMAGE);
        return switch (name) {
            case "nas-bench-201" -> random(cells, stages);
            case "darts" -> List.of(darts.network(darts.parse(DARTS_V2), eight));
            case "pc-darts" -> random(darts, eight);
            default -> throw new IllegalArgumentException("there is no case " + name + "; there are " + NAMES);
        };
    }

    private static List<LayerGraph> random(SearchSpace space, Skeleton skeleton) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<LayerGraph> graphs = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            graphs.add(space.supernetPath(RandomPaths.next(space, random), skeleton));
        }
        return graphs;
    }
}
