package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Hypervolume;
import io.github.l2nas.api.objective.NonDominatedSort;
import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How much of the exact front of a table strategies find: the hypervolume of what a search has scored, as a share of that of the
 * whole table. Each axis is scaled so that the best of the table is 0 and the worst 1; the worst is the reference.
 *
 * <p>Arguments: where the table is none of NAS-Bench-201, the {@code .json} file that defines its space; the table; the column that
 * is maximised, then the columns that are minimised, separated by commas, several such lists separated by semicolons; {@code
 * scored}, or {@code known} where the columns that are minimised are known beforehand; first seed; number of seeds; counts of
 * architectures separated by commas; strategies, each {@code name[@preset][:setting=value,...]}.
 */
public final class FrontQuality {

    private final Part space;
    private final Path file;
    private final SearchSpace searchSpace;
    private final BenchmarkTable table;
    private final String[] columns;
    private final boolean known;
    /** By architecture's identity the scaled losses. */
    private final Map<String, double[]> losses = new TreeMap<>();

    private final double[] reference;
    private final double exact;

    private FrontQuality(Part space, Path file, BenchmarkTable table, String[] columns, boolean known) {
        this.space = space;
        this.file = file;
        this.table = table;
        this.columns = columns;
        this.known = known;
        searchSpace = SearchSpaces.of(space);
        reference = new double[columns.length];
        Arrays.fill(reference, 1);
        table.architectures().forEach(architecture -> losses.put(architecture.identity(), new double[columns.length]));
        for (int axis = 0; axis < columns.length; axis++) {
            scale(axis);
        }
        exact = hypervolume(losses.values().stream().toList());
    }

    private void scale(int axis) {
        Direction direction = axis == 0 ? Direction.MAXIMIZE : Direction.MINIMIZE;
        double[] values =
                Arrays.stream(table.values(columns[axis])).map(direction::loss).toArray();
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        for (Architecture architecture : table.architectures()) {
            double loss = direction.loss(table.value(table.values(columns[axis]), architecture));
            losses.get(architecture.identity())[axis] = (loss - least) / (most - least);
        }
    }

    private double hypervolume(List<double[]> points) {
        return Hypervolume.of(
                NonDominatedSort.firstFront(points).stream().map(points::get).toList(), reference);
    }

    /**
     * Measures and prints, one line for each list of columns and strategy.
     *
     * @param arguments space, table, columns, scored or known, first seed, seeds, counts, strategies
     * @throws IOException where a file can't be written
     * @throws InterruptedException where the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean declared = arguments[0].endsWith(".json");
        Part space = declared
                ? Part.reading(
                        "choices",
                        "definition",
                        SearchRuns.input(Path.of(arguments[0]).toAbsolutePath()))
                : Part.named("nas-bench-201");
        String[] rest = declared ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        Path file = Path.of(rest[0]).toAbsolutePath();
        BenchmarkTable table = BenchmarkTable.read(file, "table", SearchSpaces.of(space));
        int[] counts = Arrays.stream(rest[5].split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (String columns : rest[1].split(";", -1)) {
            FrontQuality quality =
                    new FrontQuality(space, file, table, columns.split(",", -1), rest[2].equals("known"));
            for (String strategy : Arrays.asList(rest).subList(6, rest.length)) {
                quality.measure(strategy, Long.parseLong(rest[3]), Integer.parseInt(rest[4]), counts);
            }
        }
    }

    private void measure(String strategy, long first, int seeds, int[] counts)
            throws IOException, InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<double[]>> runs = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            long one = seed;
            runs.add(threads.submit(() -> shares(strategy, one, counts)));
        }
        threads.shutdown();
        List<List<Double>> byCount = new ArrayList<>();
        Arrays.stream(counts).forEach(count -> byCount.add(new ArrayList<>()));
        for (Future<double[]> run : runs) {
            try {
                for (int i = 0; i < counts.length; i++) {
                    byCount.get(i).add(run.get()[i]);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        StringBuilder text = new StringBuilder(String.join(",", columns))
                .append(known ? " known " : " scored ")
                .append(strategy);
        for (int i = 0; i < counts.length; i++) {
            Sample sample = Sample.of(byCount.get(i));
            text.append(String.format(
                    Locale.ROOT, " at %d: %.3f +- %.3f", counts[i], 100 * sample.mean(), 100 * sample.deviation()));
        }
        System.out.println(text);
    }

    private double[] shares(String strategy, long seed, int[] counts) throws IOException {
        Map<String, String> declared = new TreeMap<>();
        declared.put("accuracy", "maximize");
        for (int i = 1; i < columns.length; i++) {
            declared.put(columns[i], known ? "minimize known" : "minimize");
        }
        SearchRuns search = new SearchRuns(
                space, file, columns[0], null, Objectives.of(declared, null), seed, 1, SearchRuns.Ranked.NOTHING);
        List<Map<String, Double>> scored =
                search.run(SearchRuns.strategy(strategy), counts[counts.length - 1], null, null);
        List<double[]> points = scored.get(0).keySet().stream()
                .map(notation -> losses.get(searchSpace.parse(notation).identity()))
                .toList();
        return Arrays.stream(counts)
                .mapToDouble(count -> hypervolume(points.subList(0, Math.min(count, points.size()))) / exact)
                .toArray();
    }
}
