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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * How well a NAS-Bench-201 supernet ranks architectures: Kendall's tau between its validation accuracy and the benchmark's
 * test accuracy over 100 different random architectures.
 *
 * <p>Arguments: {@code supernet.zip}, directory of the data set, table, threads (2), images (0: all of the validation half).
 */
public final class SupernetRanking {

    private static final String METRIC = "cifar10_test";
    private static final int ARCHITECTURES = 100;
    private static final SearchSpace SPACE = SearchSpaces.named("nas-bench-201");

    private SupernetRanking() {}

    /**
     * Measures and prints.
     *
     * @param arguments supernet, data set, table, threads, images
     * @throws IOException where an input can't be read
     */
    public static void main(String[] arguments) throws IOException {
        int threads = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
        int images = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
        SupernetInput input = new SupernetInput(
                SearchRuns.input(Path.of(arguments[0])),
                new DatasetInput(SearchRuns.input(Path.of(arguments[1])), null, null, null, null),
                images == 0 ? null : images,
                null,
                null,
                new Compute(null, threads));
        Ranking ranking = of(input);
        System.out.printf(Locale.ROOT, "Acc_env %.4f%n", ranking.accEnv());
        System.out.printf(
                Locale.ROOT,
                "Kendall tau %.3f over %d architectures%n",
                ranking.tau(tested(Path.of(arguments[2]))),
                ARCHITECTURES);
    }

    /**
     * What a supernet says of 100 random architectures, always the same ones.
     *
     * @param accEnv of the supernet
     * @param architectures the architectures
     * @param accuracies on the validation half, in their order
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ranking(double accEnv, List<Architecture> architectures, double[] accuracies) {

        double mean() {
            return Arrays.stream(accuracies).average().orElseThrow();
        }

        /** Kendall's tau with the test accuracies of the benchmark. */
        double tau(BenchmarkTable.Metric tested) {
            double[] table =
                    architectures.stream().mapToDouble(tested::accuracy).toArray();
            return new KendallsCorrelation().correlation(accuracies, table);
        }
    }

    /** The test accuracies of the benchmark. */
    static BenchmarkTable.Metric tested(Path table) throws IOException {
        return BenchmarkTable.read(table, table.toString(), SPACE).metric(METRIC);
    }

    static Ranking of(SupernetInput input) {
        Map<String, Architecture> architectures = new LinkedHashMap<>();
        SearchContext context = SearchContext.unconstrained(SPACE, 1);
        RandomStream random = context.stream("ranking");
        while (architectures.size() < ARCHITECTURES) {
            Architecture architecture = context.randomArchitecture(random);
            architectures.putIfAbsent(architecture.identity(), architecture);
        }
        List<Architecture> ranked = List.copyOf(architectures.values());
        Path nowhere = Path.of("").toAbsolutePath();
        try (SupernetEvaluator evaluator = new SupernetEvaluator(
                input, SPACE.capability(NetworkSpace.class).orElseThrow())) {
            double[] accuracies = ranked.stream()
                    .mapToDouble(each -> evaluator
                            .evaluate(new Candidate(each, 1, 1, nowhere))
                            .accuracy())
                    .toArray();
            return new Ranking(evaluator.referenceAccuracy().orElseThrow(), ranked, accuracies);
        }
    }
}
