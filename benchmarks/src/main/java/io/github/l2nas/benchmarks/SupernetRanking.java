package io.github.l2nas.benchmarks;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.NetworkSpace;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.supernet.SupernetEvaluator;
import io.github.l2nas.engine.supernet.SupernetInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How well a NAS-Bench-201 supernet ranks architectures: Kendall's tau between its validation accuracy and the benchmark's
 * test accuracy over 100 different random architectures.
 *
 * <p>Arguments: {@code supernet.zip}, directory of the data set, table, threads (2), images (0: all of the validation half).
 */
public final class SupernetRanking {

    private static final String METRIC = "cifar10_test";
    private static final int ARCHITECTURES = 100;

    private SupernetRanking() {}

    /**
     * Measures and prints.
     *
     * @param arguments supernet, data set, table, threads, images
     * @throws IOException where an input can't be read
     */
    public static void main(String[] arguments) throws IOException {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        BenchmarkTable.Metric metric =
                BenchmarkTable.read(Path.of(arguments[2]), arguments[2], space).metric(METRIC);
        int threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        int images = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
        SupernetInput input = new SupernetInput(
                SearchRuns.input(Path.of(arguments[0])),
                new DatasetInput(SearchRuns.input(Path.of(arguments[1])), null, null, null, null),
                images == 0 ? null : images,
                null,
                null,
                new Compute(null, threads));
        Map<String, Architecture> architectures = new LinkedHashMap<>();
        SearchContext context = SearchContext.unconstrained(space, 1);
        RandomStream random = context.stream("ranking");
        while (architectures.size() < ARCHITECTURES) {
            Architecture architecture = context.randomArchitecture(random);
            architectures.putIfAbsent(architecture.identity(), architecture);
        }
        double[] supernet = new double[ARCHITECTURES];
        double[] table = new double[ARCHITECTURES];
        try (SupernetEvaluator evaluator = new SupernetEvaluator(
                input, space.capability(NetworkSpace.class).orElseThrow())) {
            int i = 0;
            for (Architecture architecture : architectures.values()) {
                supernet[i] = evaluator
                        .evaluate(new Candidate(architecture, 1, 1, Path.of("").toAbsolutePath()))
                        .accuracy();
                table[i] = metric.accuracy(architecture);
                i++;
            }
            System.out.printf(
                    Locale.ROOT, "Acc_env %.4f%n", evaluator.referenceAccuracy().orElseThrow());
        }
        System.out.printf(Locale.ROOT, "Kendall tau %.3f over %d architectures%n", tau(supernet, table), ARCHITECTURES);
    }

    /** Kendall's tau-b. */
    static double tau(double[] x, double[] y) {
        long concordance = 0;
        long untiedX = 0;
        long untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double dx = Math.signum(x[i] - x[j]);
                double dy = Math.signum(y[i] - y[j]);
                concordance += (long) (dx * dy);
                untiedX += (long) Math.abs(dx);
                untiedY += (long) Math.abs(dy);
            }
        }
        return concordance / Math.sqrt((double) untiedX * untiedY);
    }
}
