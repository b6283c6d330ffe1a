package io.github.l2nas.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.random.RandomStream;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.search.EvaluatorChoice;
import io.github.l2nas.engine.surrogate.DistinctArchitectures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * How well training-free proxies rank all architectures of a table: Spearman's and Kendall's correlation with its columns, over all
 * and over the best tenth of the column, and at which place of the plain order of the proxy the table's best comes.
 *
 * <p>Arguments: space, a name or a class; table; columns separated by commas; directory of the data set that mini-batches are
 * taken from, or {@code -}; proxies, each {@code name[:setting=value,...]}. The system property {@code sample} tells how many random
 * architectures are looked at in place of all.
 */
public final class ProxyRanking {

    private static final String SAMPLE = "sample";
    private static final int TENTH = 10;
    private static final double NANOS = 1e9;

    private ProxyRanking() {}

    /**
     * Measures and prints, one line for each proxy and column.
     *
     * @param arguments space, table, columns, data set, proxies
     * @throws IOException where an input can't be read
     */
    public static void main(String[] arguments) throws IOException {
        Part part = Part.named(arguments[0]);
        SearchSpace space = SearchSpaces.of(part);
        BenchmarkTable table = BenchmarkTable.read(Path.of(arguments[1]).toAbsolutePath(), "table", space);
        DatasetInput dataset = arguments[3].equals("-")
                ? null
                : new DatasetInput(SearchRuns.input(Path.of(arguments[3]).toAbsolutePath()), null, null, null, null);
        List<Architecture> architectures = sample(
                space.actionShape().isSmall()
                        ? DistinctArchitectures.of(space, space.actionShape().everyAction()).stream()
                                .filter(table::contains)
                                .toList()
                        : List.copyOf(table.architectures()));
        for (String proxy : Arrays.asList(arguments).subList(4, arguments.length)) {
            SearchJobBuilder job = new SearchJobBuilder(part)
                    .evaluator(SearchRuns.part(proxy))
                    .dataset(dataset)
                    .compute(new Compute(null, 1))
                    .outputDirectory(Path.of("").toAbsolutePath());
            long before = cpuNanos();
            double[] values = values(EvaluatorChoice.of(job.build(), space, () -> false, note -> {}), architectures);
            double seconds = (cpuNanos() - before) / NANOS;
            System.out.printf(Locale.ROOT, "%s: %d architectures in %.1f CPU seconds%n", proxy, values.length, seconds);
            for (String column : arguments[2].split(",", -1)) {
                BenchmarkTable.Metric metric = table.metric(column);
                double[] accuracies =
                        architectures.stream().mapToDouble(metric::accuracy).toArray();
                System.out.println(column + " " + proxy + ": " + compared(values, accuracies));
            }
        }
    }

    private static List<Architecture> sample(List<Architecture> all) {
        int size = Integer.getInteger(SAMPLE, all.size());
        int[] order = IntStream.range(0, all.size()).toArray();
        if (size < order.length) {
            new RandomStream(1, SAMPLE).shuffle(order);
        }
        return Arrays.stream(order).limit(size).mapToObj(all::get).toList();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double[] values(EvaluatorChoice choice, List<Architecture> architectures) {
        Path directory = Path.of("").toAbsolutePath();
        try (Evaluator evaluator = choice.evaluator()) {
            return architectures.stream()
                    .mapToDouble(architecture -> evaluator
                            .evaluate(new Candidate(architecture, 1, 1, directory))
                            .accuracy())
                    .toArray();
        }
    }

    private static String compared(double[] values, double[] accuracies) {
        int[] best = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> accuracies[i]).reversed())
                .limit(values.length / TENTH)
                .mapToInt(Integer::intValue)
                .toArray();
        double[] bestValues = Arrays.stream(best).mapToDouble(i -> values[i]).toArray();
        double[] bestAccuracies =
                Arrays.stream(best).mapToDouble(i -> accuracies[i]).toArray();
        return String.format(
                Locale.ROOT,
                "Spearman %.3f, Kendall %.3f; best tenth %.3f, %.3f; the best comes at %.1f",
                spearman(values, accuracies),
                new KendallsCorrelation().correlation(values, accuracies),
                spearman(bestValues, bestAccuracies),
                new KendallsCorrelation().correlation(bestValues, bestAccuracies),
                place(values, accuracies));
    }

    private static double spearman(double[] values, double[] accuracies) {
        return new SpearmansCorrelation().correlation(values, accuracies);
    }

    /**
     * At which place a best architecture comes in the order of a proxy.
     *
     * @param values larger comes first
     * @param accuracies of the same architectures
     * @return from 1; among equals the place in their middle. Of several best ones the first counts
     */
    static double place(double[] values, double[] accuracies) {
        double best = Arrays.stream(accuracies).max().orElseThrow();
        double first = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (accuracies[i] == best) {
                double value = values[i];
                long larger =
                        Arrays.stream(values).filter(other -> other > value).count();
                long equal =
                        Arrays.stream(values).filter(other -> other == value).count();
                first = Math.min(first, larger + (equal + 1) / 2.0);
            }
        }
        return first;
    }
}
