package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.Compute;
import io.github.l2nas.api.job.DatasetInput;
import io.github.l2nas.api.job.NetworkSize;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.TrainSupernetJob;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.supernet.SupernetInput;
import io.github.l2nas.engine.supernet.SupernetRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What training a supernet as several replicas costs in accuracy at equal epochs: NAS-Bench-201 supernets, over some seeds, by number
 * of replicas and steps in a round. Prints Acc_env, the mean validation accuracy of 100 random architectures, and where there is a
 * table Kendall's tau with its test accuracies; each as the mean over the seeds.
 *
 * <p>Arguments: data set, table or {@code -}, channels, cells, recipe settings ({@code epochs=60,batchSize=16}), first seed, number
 * of seeds, then each {@code replicas:roundSteps} or {@code replicas:roundSteps:learningRate}.
 */
public final class ReplicaAccuracy {

    private static final Compute ONE_THREAD = new Compute(null, 1);

    private ReplicaAccuracy() {}

    /**
     * Trains and prints.
     *
     * @param arguments data set, table, channels, cells, settings, first seed, seeds, replicas
     * @throws IOException where an input can't be read
     */
    public static void main(String[] arguments) throws IOException {
        DatasetInput dataset = new DatasetInput(SearchRuns.input(Path.of(arguments[0])), null, null, null, null);
        NetworkSize size = new NetworkSize(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        long first = Long.parseLong(arguments[5]);
        int seeds = Integer.parseInt(arguments[6]);
        Optional<BenchmarkTable.Metric> tested = arguments[1].equals("-")
                ? Optional.empty()
                : Optional.of(SupernetRanking.tested(Path.of(arguments[1])));
        System.out.println("replicas steps learningRate Acc_env mean_accuracy tau");
        for (String replicas : List.of(arguments).subList(7, arguments.length)) {
            double[] sums = new double[3];
            for (long seed = first; seed < first + seeds; seed++) {
                SupernetRanking.Ranking ranking = ranking(dataset, size, settings(arguments[4], replicas), seed);
                sums[0] += 100 * ranking.accEnv();
                sums[1] += 100 * ranking.mean();
                sums[2] += tested.map(ranking::tau).orElse(Double.NaN);
            }
            System.out.printf(
                    Locale.ROOT, "%-20s %.2f %.2f %.3f%n", replicas, sums[0] / seeds, sums[1] / seeds, sums[2] / seeds);
        }
    }

    private static Map<String, String> settings(String common, String replicas) {
        Map<String, String> settings = new TreeMap<>();
        Arrays.stream(common.split(",", -1))
                .map(setting -> setting.split("=", 2))
                .forEach(pair -> settings.put(pair[0], pair[1]));
        String[] parts = replicas.split(":", -1);
        settings.put("replicas", parts[0]);
        settings.put("roundSteps", parts[1]);
        if (parts.length > 2) {
            settings.put("learningRate", parts[2]);
        }
        return settings;
    }

    private static SupernetRanking.Ranking ranking(
            DatasetInput dataset, NetworkSize size, Map<String, String> settings, long seed) throws IOException {
        Path output = Files.createTempDirectory("replicas");
        TrainSupernetJob job = new TrainSupernetJob(
                Part.named("nas-bench-201"),
                dataset,
                size,
                null,
                settings,
                seed,
                ONE_THREAD,
                null,
                null,
                output,
                "2026-01-01T00:00:00Z");
        new SupernetRunner(job, event -> {}, System::nanoTime).run();
        return SupernetRanking.of(new SupernetInput(
                SearchRuns.input(output.resolve("supernet.zip")), dataset, null, null, null, ONE_THREAD));
    }
}
