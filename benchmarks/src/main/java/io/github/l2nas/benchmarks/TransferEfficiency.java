package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy carried from one column of a NAS-Bench-201 table to another, beside a search from scratch and beside the
 * control: the source's architectures scored in the order of their accuracy there, the best one first.
 *
 * <p>Arguments: table, source column, target column, strategy, first seed, number of seeds, architectures that the
 * source scores, architectures that the target scores.
 */
public final class TransferEfficiency {

    private static final int[] COUNTS = {1, 10, 20, 50, 100};

    private TransferEfficiency() {}

    /**
     * Measures and prints.
     *
     * @param arguments table, source, target, strategy, first seed, seeds, source and target architectures
     * @throws IOException where a file can't be written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        Part strategy = SearchRuns.strategy(arguments[3]);
        long firstSeed = Long.parseLong(arguments[4]);
        int seeds = Integer.parseInt(arguments[5]);
        int sourceArchitectures = Integer.parseInt(arguments[6]);
        int targetArchitectures = Integer.parseInt(arguments[7]);
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        BenchmarkTable table = BenchmarkTable.read(file, "table", space);
        BenchmarkTable.Metric target = table.metric(arguments[2]);

        List<Map<String, Double>> carried = new ArrayList<>();
        List<Map<String, Double>> replayed = new ArrayList<>();
        SearchRuns source = new SearchRuns(Part.named(space.name()), file, arguments[1], firstSeed, seeds);
        source.run(strategy, sourceArchitectures, null, null, (seed, directory) -> {
            SearchRuns fineTuning = new SearchRuns(Part.named(space.name()), file, arguments[2], seed, 1);
            carried.addAll(fineTuning.run(strategy, targetArchitectures, null, directory.resolve("policy.zip")));
            replayed.add(replay(SearchRuns.history(directory), space, target, targetArchitectures));
        });
        List<Map<String, Double>> scratch = new SearchRuns(
                        Part.named(space.name()), file, arguments[2], firstSeed, seeds)
                .run(strategy, targetArchitectures, null, null);
        print("from scratch", scratch, target.best());
        print("policy carried", carried, target.best());
        print("control: the source's best in their order", replayed, target.best());
    }

    private static Map<String, Double> replay(
            Map<String, Double> source, SearchSpace space, BenchmarkTable.Metric target, int architectures) {
        Map<String, Double> scored = new LinkedHashMap<>();
        source.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(architectures)
                .forEach(entry -> scored.put(entry.getKey(), target.accuracy(space.parse(entry.getKey()))));
        return scored;
    }

    private static void print(String what, List<Map<String, Double>> scored, double optimum) {
        QueryEfficiency.print(what + QueryEfficiency.optimum(scored, optimum, COUNTS), scored, COUNTS);
    }
}
