package io.github.l2nas.benchmarks;

import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.PendingTrials;
import io.github.l2nas.api.strategy.ProposedTrial;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.api.trial.TrialResult;
import io.github.l2nas.benchmarks.TimedProcess.Times;
import io.github.l2nas.engine.agent.AgentSettings;
import io.github.l2nas.engine.agent.L2nasStrategy;
import io.github.l2nas.engine.search.StrategyChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One L2NAS search of 1000 steps on NAS-Bench-201: the engine by itself, also with l2nas-guided, beside the whole
 * {@code mvn} command, in turn, and the time of a step before and after the replay buffer has passed B x C_max.
 *
 * <p>Arguments: the table, and how often to run each (5).
 */
public final class SearchSpeed {

    private static final String SPACE = "nas-bench-201";
    private static final String METRIC = "cifar10_test";
    private static final int STEPS = 1000;
    private static final double ENGINE_LIMIT = 5;
    private static final double GUIDED_LIMIT = 4;
    private static final double MAVEN_LIMIT = 10;

    private SearchSpeed() {}

    /**
     * Measures and prints.
     *
     * @param arguments table, runs
     * @throws IOException where a file can't be written
     * @throws InterruptedException where the benchmark is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path table = Path.of(arguments[0]).toAbsolutePath();
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        wholeProcesses(table, runs);
        stepTimes(table);
    }

    private static void wholeProcesses(Path table, int runs) throws IOException, InterruptedException {
        List<Times> engine = new ArrayList<>();
        List<Times> guided = new ArrayList<>();
        List<Times> maven = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            engine.add(TimedProcess.inEmptyDirectory(directory -> engineCommand(directory, table, "l2nas")));
            guided.add(TimedProcess.inEmptyDirectory(directory -> engineCommand(directory, table, "l2nas-guided")));
            maven.add(TimedProcess.inEmptyDirectory(directory -> mavenCommand(table)));
        }
        print("engine process, median of " + runs, process(engine), ENGINE_LIMIT);
        print("engine time of l2nas-guided, median of " + runs, engine(guided), GUIDED_LIMIT);
        System.out.printf(Locale.ROOT, "  its whole process: %.2f s%n", process(guided));
        print("mvn command, median of " + runs, process(maven), MAVEN_LIMIT);
        System.out.printf(Locale.ROOT, "ratio mvn / engine: %.2f%n", process(maven) / process(engine));
    }

    private static double process(List<Times> runs) {
        return Median.of(runs.stream().map(Times::process).toList());
    }

    private static double engine(List<Times> runs) {
        return Median.of(runs.stream().map(Times::engine).toList());
    }

    private static List<String> engineCommand(Path directory, Path table, String strategy) throws IOException {
        SearchJob job = new SearchJobBuilder(Part.named(SPACE))
                .evaluator(Part.reading("table", "table", SearchRuns.input(table)))
                .metric(METRIC)
                .strategy(Part.named(strategy))
                .steps(STEPS)
                .outputDirectory(directory.resolve("out"))
                .build();
        return TimedProcess.engine(directory, job);
    }

    private static List<String> mavenCommand(Path table) {
        return List.of(
                "mvn",
                "-B",
                "io.github.l2nas:l2nas-maven-plugin:" + System.getProperty("l2nas.version", "0.1.0-SNAPSHOT")
                        + ":search",
                "-Dl2nas.space=" + SPACE,
                "-Dl2nas.table=" + table,
                "-Dl2nas.metric=" + METRIC,
                "-Dl2nas.steps=" + STEPS,
                "-Dl2nas.seed=1");
    }

    private static void stepTimes(Path file) {
        SearchSpace space = SearchSpaces.named(SPACE);
        BenchmarkTable.Metric metric = BenchmarkTable.read(file, "table", space).metric(METRIC);
        AgentSettings settings =
                (AgentSettings) StrategyChoice.of(Part.named("l2nas"), space, OptionalDouble.of(metric.best()))
                        .settings();
        int full = settings.batchSize() * settings.maxBatchesPerStep();
        L2nasStrategy agent = new L2nasStrategy(new SearchContext(space, 1, any -> true), settings);
        double[] millis = new double[4 * STEPS];
        for (int step = 0; step < millis.length; step++) {
            long start = System.nanoTime();
            ProposedTrial trial = new ProposedTrial(step + 1, agent.suggest(PendingTrials.none(step + 1)));
            agent.observe(
                    trial, TrialResult.scored(metric.accuracy(trial.proposal().architecture())));
            millis[step] = (System.nanoTime() - start) / 1e6;
        }
        double early = median(millis, STEPS / 2, STEPS);
        double late = median(millis, 3 * STEPS, 4 * STEPS);
        System.out.printf(
                Locale.ROOT,
                "step after B x C_max = %d: median %.3f ms in steps %d to %d, %.3f ms in steps %d to %d, ratio %.2f%n",
                full,
                early,
                STEPS / 2,
                STEPS,
                late,
                3 * STEPS,
                4 * STEPS,
                late / early);
    }

    private static double median(double[] values, int from, int to) {
        return Median.of(Arrays.stream(values, from, to).boxed().toList());
    }

    private static void print(String what, double seconds, double limit) {
        System.out.printf(Locale.ROOT, "%s: %.2f s (limit %.0f s)%n", what, seconds, limit);
    }
}
