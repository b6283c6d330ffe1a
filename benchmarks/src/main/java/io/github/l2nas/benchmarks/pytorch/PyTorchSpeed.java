package io.github.l2nas.benchmarks.pytorch;

import io.github.l2nas.spaces.SearchSpace;
import io.github.l2nas.spaces.SearchSpaces;
import io.github.l2nas.spaces.Skeleton;
import io.github.l2nas.spaces.graph.LayerGraph;
import io.github.l2nas.spaces.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * PyTorch's time for a training step and a validation pass (median), and the peak of the process' memory, on the networks
 * of the speed benchmark: batch 64, 32 x 32 pixels, C = 16.
 *
 * <p>Arguments: {@code nas-bench-201}, {@code darts} or {@code pc-darts}; threads (2); rounds (20);
 * {@code contiguous} or {@code channels_last}.
 */
public final class PyTorchSpeed {

    private static final int BATCH = 64;
    private static final int CLASSES = 10;
    private static final int WARM_UP = 3;
    private static final Shape IMAGE = new Shape(3, 32, 32);
    private static final String DARTS_V2 = "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1),"
            + " ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0),"
            + " ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5],"
            + " reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1),"
            + " ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)],"
            + " reduce_concat=[2, 3, 4, 5])";

    private PyTorchSpeed() {}

    /**
     * Measures and prints.
     *
     * @param arguments network, threads, rounds, memory format
     * @throws IOException where the memory can't be read
     */
    public static void main(String[] arguments) throws IOException {
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
        MemoryFormat format = arguments.length > 3
                ? MemoryFormat.valueOf(arguments[3].toUpperCase(Locale.ROOT))
                : MemoryFormat.CONTIGUOUS;
        List<LayerGraph> graphs = graphs(arguments.length > 0 ? arguments[0] : "nas-bench-201");
        SplittableRandom random = new SplittableRandom(1);
        float[] images = new float[Math.toIntExact(BATCH * IMAGE.size())];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-2, 2);
        }
        int[] labels = random.ints(BATCH, 0, CLASSES).toArray();
        double[][] steps = new double[graphs.size()][rounds];
        double[][] passes = new double[graphs.size()][rounds];
        try (PyTorchNetwork network = new PyTorchNetwork(threads, format)) {
            for (int round = -WARM_UP; round < rounds; round++) {
                for (int g = 0; g < graphs.size(); g++) {
                    LayerGraph graph = graphs.get(g);
                    double step = millis(() -> network.trainStep(graph, images, labels, BATCH));
                    double pass = millis(() -> network.logitsWithBatchStatistics(graph, images, BATCH));
                    if (round >= 0) {
                        steps[g][round] = step;
                        passes[g][round] = pass;
                    }
                }
            }
        }
        for (int g = 0; g < graphs.size(); g++) {
            print("graph " + g, steps[g], passes[g]);
        }
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .forEach(System.out::println);
    }

    private static List<LayerGraph> graphs(String network) {
        SplittableRandom random = new SplittableRandom(201);
        Skeleton stages = new Skeleton(16, 5, CLASSES, IMAGE);
        Skeleton cells = new Skeleton(16, 8, CLASSES, IMAGE);
        SearchSpace bench = SearchSpaces.named("nas-bench-201");
        SearchSpace darts = SearchSpaces.named("darts");
        List<LayerGraph> graphs = new ArrayList<>();
        switch (network) {
            case "darts" -> graphs.add(darts.network(darts.parse(DARTS_V2), cells));
            case "pc-darts" -> {
                for (int i = 0; i < 4; i++) {
                    graphs.add(darts.supernetPath(RandomPaths.next(darts, random), cells));
                }
            }
            case "nas-bench-201" -> {
                for (int i = 0; i < 4; i++) {
                    graphs.add(bench.supernetPath(RandomPaths.next(bench, random), stages));
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "no network '" + network + "'; use nas-bench-201, darts or pc-darts");
        }
        return graphs;
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] steps, double[] passes) {
        System.out.printf(
                Locale.ROOT, "%s: step %.1f ms, validation pass %.1f ms%n", what, median(steps), median(passes));
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
