package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many different architectures strategies score on the way to the optimum of a table, and the best accuracy on the way;
 * for the once-for-all space and a predictor, whose optimum nobody knows, only the latter.
 *
 * <p>Arguments: where the table is none of NAS-Bench-201, the {@code .json} file that defines its space; the table and its
 * columns separated by commas, or the predictor and {@code -}; first seed; number of seeds; counts of architectures separated
 * by commas, a search ends with the last of them; strategies, each {@code name[@preset][:setting=value,...]}. The system
 * property {@code trialConcurrency} tells how many trials are in flight.
 */
public final class QueryEfficiency {

    private QueryEfficiency() {}

    /**
     * Measures and prints, one line for each metric and strategy.
     *
     * @param arguments space, table, columns, first seed, seeds, counts, strategies
     * @throws IOException where a file can't be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].endsWith(".json")) {
            InputFile definition = SearchRuns.input(Path.of(arguments[0]).toAbsolutePath());
            measure(
                    Part.reading("choices", "definition", definition),
                    Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            measure(Part.named(arguments[1].equals("-") ? "ofa-mbv3" : "nas-bench-201"), arguments);
        }
    }

    private static void measure(Part space, String[] arguments) throws IOException {
        Path scoring = Path.of(arguments[0]).toAbsolutePath();
        long firstSeed = Long.parseLong(arguments[2]);
        int seeds = Integer.parseInt(arguments[3]);
        int[] counts = Arrays.stream(arguments[4].split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        List<String> strategies = Arrays.asList(arguments).subList(5, arguments.length);
        if (arguments[1].equals("-")) {
            SearchRuns runs = new SearchRuns(space, scoring, null, firstSeed, seeds);
            for (String strategy : strategies) {
                print(
                        "predicted " + strategy,
                        runs.run(SearchRuns.strategy(strategy), last(counts), null, null),
                        counts);
            }
            return;
        }
        BenchmarkTable table = BenchmarkTable.read(scoring, "table", SearchSpaces.of(space));
        for (String metric : arguments[1].split(",", -1)) {
            double optimum = table.metric(metric).best();
            SearchRuns runs = new SearchRuns(space, scoring, metric, firstSeed, seeds);
            for (String strategy : strategies) {
                List<Map<String, Double>> scored = runs.run(SearchRuns.strategy(strategy), last(counts), optimum, null);
                print(metric + " " + strategy + optimum(scored, optimum, counts), scored, counts);
            }
        }
    }

    private static int last(int[] counts) {
        return counts[counts.length - 1];
    }

    static String optimum(List<Map<String, Double>> scored, double optimum, int[] counts) {
        List<Double> until =
                scored.stream().map(seed -> SearchRuns.until(seed, optimum)).toList();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, ": optimum at a median of %.1f, found by", Median.of(until)));
        for (int count : counts) {
            long found = until.stream().filter(queries -> queries <= count).count();
            text.append(String.format(Locale.ROOT, " %d: %.0f %%", count, 100.0 * found / until.size()));
        }
        return text.toString();
    }

    static void print(String what, List<Map<String, Double>> scored, int[] counts) {
        StringBuilder text = new StringBuilder(what).append("; best");
        for (int count : counts) {
            List<Double> best = new ArrayList<>();
            scored.forEach(seed -> best.add(100 * SearchRuns.best(seed, count)));
            double mean =
                    best.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            double squares = best.stream()
                    .mapToDouble(value -> Math.pow(value - mean, 2))
                    .sum();
            text.append(String.format(
                    Locale.ROOT,
                    " at %d: %.3f +- %.3f",
                    count,
                    mean,
                    Math.sqrt(squares / Math.max(1, best.size() - 1))));
        }
        System.out.println(text);
    }
}
