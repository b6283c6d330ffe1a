package io.github.l2nas.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.Search;
import io.github.l2nas.engine.supernet.SupernetRunner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;

/**
 * What one-shot methods find on NAS-Bench-201, by the benchmark's table: those that choose while they train, {@code darts}, {@code gdas}
 * and {@code enas}, and searches on a supernet that was trained before.
 *
 * <p>Arguments: data set, table, column, seed, threads, then methods: {@code darts:epochs=50,channels=8}, or {@code
 * supernet:epochs=100,channels=8,cells=2;300;l2nas;random} with how many architectures the searches score. Prints for each answer the
 * CPU and wall time, its accuracy in the table, the share of the table that is at least as good, and the operations of its six edges.
 * Of a method that chooses while it trains it prints what it would have answered before.
 */
public final class OneShotComparison {

    private static final int TOLD = 10;
    /** That score paths in a search, as many as tell the accuracy of a one-shot strategy's choice. */
    private static final int VALIDATION_IMAGES = 1000;

    private static final double SHARE = 0.5;
    private static final SearchSpace SPACE = SearchSpaces.named("nas-bench-201");

    private final DatasetInput dataset;
    private final BenchmarkTable.Metric column;
    /** Of all architectures. */
    private final double[] accuracies;

    private final Part table;
    private final String metric;
    private final long seed;
    private final Compute compute;

    private OneShotComparison(String[] arguments) throws IOException {
        dataset = new DatasetInput(SearchRuns.input(Path.of(arguments[0])), null, null, null, null);
        Path file = Path.of(arguments[1]);
        metric = arguments[2];
        column = BenchmarkTable.read(file, file.toString(), SPACE).metric(metric);
        accuracies = SPACE.actionShape().everyAction().stream()
                .mapToDouble(choices -> column.accuracy(SPACE.architecture(choices)))
                .toArray();
        table = Part.reading("table", "table", SearchRuns.input(file));
        seed = Long.parseLong(arguments[3]);
        compute = new Compute(null, Integer.parseInt(arguments[4]));
    }

    /**
     * Runs the methods one after the other.
     *
     * @param arguments see above
     * @throws IOException where files can't be read or written
     */
    public static void main(String[] arguments) throws IOException {
        OneShotComparison comparison = new OneShotComparison(arguments);
        for (String method : Arrays.copyOfRange(arguments, 5, arguments.length)) {
            Path directory = Files.createTempDirectory("one-shot");
            try {
                if (method.startsWith("supernet")) {
                    comparison.supernet(method.split(";", -1), directory);
                } else {
                    comparison.strategy(SearchRuns.part(method), directory);
                }
            } finally {
                TimedProcess.delete(directory);
            }
        }
    }

    /** Times since it was made. */
    private static final class Clock {
        private final long wall = System.nanoTime();
        private final long cpu = cpuNanos();

        private static long cpuNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f min of CPU, %.1f min",
                    (cpuNanos() - cpu) / 60e9,
                    (System.nanoTime() - wall) / 60e9);
        }
    }

    private void strategy(Part part, Path directory) throws IOException {
        Clock clock = new Clock();
        Architecture found = Search.in(SPACE)
                .strategy(part)
                .evaluator(table)
                .metric(metric)
                .dataset(dataset)
                .compute(compute)
                .seed(seed)
                .directory(directory)
                .run()
                .architecture();
        print(part.name() + " " + part.settings(), clock, found);
        List<CSVRecord> epochs = SearchRuns.rows(directory.resolve("one-shot.csv"));
        for (int i = 1; i <= TOLD; i++) {
            CSVRecord epoch = epochs.get(epochs.size() * i / TOLD - 1);
            Architecture choice = SPACE.parse(epoch.get("architecture"));
            System.out.printf(
                    Locale.ROOT,
                    "    epoch %s: loss %.3f, accuracy with shared weights %.2f, %s%n",
                    epoch.get("epoch"),
                    Double.parseDouble(epoch.get("loss")),
                    100 * Double.parseDouble(epoch.get("accuracy")),
                    tell(choice));
        }
    }

    private void supernet(String[] texts, Path directory) throws IOException {
        Clock clock = new Clock();
        Map<String, String> settings = new TreeMap<>(SearchRuns.part(texts[0]).settings());
        NetworkSize size = new NetworkSize(
                Integer.valueOf(settings.remove("channels")), Integer.valueOf(settings.remove("cells")));
        TrainSupernetJob job = new TrainSupernetJob(
                Part.named(SPACE.name()),
                dataset,
                size,
                null,
                settings,
                seed,
                compute,
                null,
                null,
                directory,
                "2026-01-01T00:00:00Z");
        new SupernetRunner(job, event -> {}, System::nanoTime).run();
        System.out.println(texts[0] + ": " + clock);
        Part supernet = Part.reading("supernet", "supernet", SearchRuns.input(directory.resolve("supernet.zip")))
                .with("validationImages", VALIDATION_IMAGES);
        for (String strategy : Arrays.copyOfRange(texts, 2, texts.length)) {
            Clock searching = new Clock();
            Architecture found = Search.in(SPACE)
                    .strategy(SearchRuns.part(strategy))
                    .evaluator(supernet)
                    .dataset(dataset)
                    .compute(compute)
                    .steps(Integer.MAX_VALUE)
                    .uniqueArchitectures(Integer.parseInt(texts[1]))
                    .consensus(SHARE)
                    .seed(seed)
                    .directory(directory.resolve(strategy.replace(':', '-')))
                    .run()
                    .architecture();
            print(strategy + " on it", searching, found);
        }
    }

    private void print(String what, Clock clock, Architecture found) {
        System.out.println(what + ": " + clock + ", " + tell(found));
    }

    private String tell(Architecture architecture) {
        double accuracy = column.accuracy(architecture);
        double share = (double) Arrays.stream(accuracies)
                        .filter(other -> other >= accuracy)
                        .count()
                / accuracies.length;
        return String.format(
                Locale.ROOT, "%s %.2f (best %.1f %%) %s", metric, 100 * accuracy, 100 * share, architecture.notation());
    }
}
