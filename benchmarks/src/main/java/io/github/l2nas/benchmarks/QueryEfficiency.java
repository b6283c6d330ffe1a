package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * How many different architectures strategies score on the way to the optimum of a table, and the best accuracy on the way;
 * for the once-for-all space and a predictor, whose optimum nobody knows, only the latter.
 *
 * <p>A column {@code QUERIED:REPORTED} stands for what is done where the test part may not be looked at: the search scores by the
 * first column, for example an accuracy on validation images, and what counts is the second column's value of the architecture
 * that is best by the first one so far.
 *
 * <p>Arguments: where the table is none of NAS-Bench-201, the {@code .json} file that defines its space, or the class that does; the table and its
 * columns separated by commas, or the predictor and {@code -}, with the most multiply-accumulates after it where there is a
 * limit ({@code -230000000}); first seed; number of seeds; counts of architectures separated by commas, a search ends with the
 * last of them; strategies, each {@code name[@preset][:setting=value,...]}, with {@code +evaluator} where that chooses the first
 * five architectures. The system property {@code trialConcurrency} tells
 * how many trials are in flight.
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
        } else if (Files.notExists(Path.of(arguments[0]))) {
            measure(Part.named(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            measure(Part.named(arguments[1].startsWith("-") ? "ofa-mbv3" : "nas-bench-201"), arguments);
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
        if (arguments[1].startsWith("-")) {
            Long maxMacs = arguments[1].equals("-") ? null : Long.valueOf(arguments[1].substring(1));
            SearchRuns runs =
                    new SearchRuns(space, scoring, null, maxMacs, null, firstSeed, seeds, SearchRuns.Ranked.NOTHING);
            for (String strategy : strategies) {
                print(
                        "predicted " + strategy,
                        runs.ranking(strategy).run(SearchRuns.strategy(strategy), last(counts), null, null),
                        counts);
            }
            return;
        }
        BenchmarkTable table = BenchmarkTable.read(scoring, "table", SearchSpaces.of(space));
        for (String metric : arguments[1].split(",", -1)) {
            if (metric.contains(":")) {
                report(space, table, metric.split(":", 2), arguments, counts);
                continue;
            }
            double optimum = table.metric(metric).best();
            SearchRuns runs = new SearchRuns(space, scoring, metric, firstSeed, seeds);
            for (String strategy : strategies) {
                List<Map<String, Double>> scored =
                        runs.ranking(strategy).run(SearchRuns.strategy(strategy), last(counts), optimum, null);
                print(metric + " " + strategy + optimum(scored, optimum, counts), scored, counts);
            }
        }
    }

    private static void report(Part space, BenchmarkTable table, String[] columns, String[] arguments, int[] counts)
            throws IOException {
        SearchRuns runs = new SearchRuns(
                space,
                Path.of(arguments[0]).toAbsolutePath(),
                columns[0],
                Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]));
        SearchSpace searchSpace = SearchSpaces.of(space);
        BenchmarkTable.Metric reported = table.metric(columns[1]);
        for (String strategy : Arrays.asList(arguments).subList(5, arguments.length)) {
            List<Map<String, Double>> answers = new ArrayList<>();
            for (Map<String, Double> scored :
                    runs.ranking(strategy).run(SearchRuns.strategy(strategy), last(counts), null, null)) {
                answers.add(answers(scored, notation -> reported.accuracy(searchSpace.parse(notation))));
            }
            print(columns[0] + " queried, " + columns[1] + " of " + strategy, answers, counts, QueryEfficiency::lastOf);
        }
    }

    /**
     * What a search would answer with after each architecture.
     *
     * @param scored accuracies in their order
     * @param reported what is to be known of an architecture by its notation
     * @return by architecture in the same order, what is reported of the best up to it; of equals the first
     */
    static Map<String, Double> answers(Map<String, Double> scored, ToDoubleFunction<String> reported) {
        Map<String, Double> answers = new LinkedHashMap<>();
        double best = Double.NEGATIVE_INFINITY;
        double answer = Double.NaN;
        for (Map.Entry<String, Double> entry : scored.entrySet()) {
            if (entry.getValue() > best) {
                best = entry.getValue();
                answer = reported.applyAsDouble(entry.getKey());
            }
            answers.put(entry.getKey(), answer);
        }
        return answers;
    }

    private static double lastOf(Map<String, Double> answers, int count) {
        return answers.values().stream()
                .limit(count)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static int last(int[] counts) {
        return counts[counts.length - 1];
    }

    static String optimum(List<Map<String, Double>> scored, double optimum, int[] counts) {
        List<Double> until =
                scored.stream().map(seed -> SearchRuns.until(seed, optimum)).toList();
        StringBuilder text = new StringBuilder();
        List<Double> sorted = until.stream().sorted().toList();
        text.append(String.format(
                Locale.ROOT,
                ": optimum at a median of %.1f (quartiles %.0f, %.0f), found by",
                Median.of(until),
                sorted.get(sorted.size() / 4),
                sorted.get(3 * sorted.size() / 4)));
        for (int count : counts) {
            long found = until.stream().filter(queries -> queries <= count).count();
            text.append(String.format(Locale.ROOT, " %d: %.0f %%", count, 100.0 * found / until.size()));
        }
        return text.toString();
    }

    static void print(String what, List<Map<String, Double>> scored, int[] counts) {
        print(what, scored, counts, SearchRuns::best);
    }

    private static void print(
            String what,
            List<Map<String, Double>> scored,
            int[] counts,
            ToDoubleBiFunction<Map<String, Double>, Integer> accuracy) {
        StringBuilder text = new StringBuilder(what).append("; best");
        for (int count : counts) {
            List<Double> best = new ArrayList<>();
            scored.forEach(seed -> best.add(100 * accuracy.applyAsDouble(seed, count)));
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
