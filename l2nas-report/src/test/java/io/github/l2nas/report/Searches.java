package io.github.l2nas.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.job.Part;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.job.SearchJobBuilder;
import io.github.l2nas.api.space.ActionShape;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Cost;
import io.github.l2nas.api.space.CostModel;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.engine.search.SearchRunner;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Results of searches for tests: of the engine on a made-up table, or made up altogether. */
public final class Searches {

    /** Digest that made-up results claim for their inputs. */
    public static final String DIGEST = "0123456789abcdef".repeat(4);

    private Searches() {}

    /** A table of all NAS-Bench-201 cells: accuracy in percent, a latency, and a metric of the same order. */
    public static Path table(Path directory) throws IOException {
        SearchSpace space = SearchSpaces.named("nas-bench-201");
        Path file = directory.resolve("table.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("architecture,accuracy,phone_latency_ms\n");
            int[] choices = new int[6];
            for (int i = 0; i < 15_625; i++) {
                int rest = i;
                for (int row = 0; row < 6; row++) {
                    choices[row] = rest % 5;
                    rest /= 5;
                }
                out.write(space.architecture(choices).notation() + "," + 100 * accuracy(choices, 5) + ","
                        + String.format(Locale.ROOT, "%.3f", latency(choices)) + "\n");
            }
        }
        return file;
    }

    /** In (0, 1): the later the columns the better, with a little of everything else. */
    private static double accuracy(int[] choices, int columns) {
        double sum = 0;
        for (int row = 0; row < choices.length; row++) {
            sum += Math.max(0, choices[row]) * (1 + 0.013 * row);
        }
        return 0.4 + 0.5 * sum / ((columns - 1) * choices.length * (1 + 0.013 * choices.length));
    }

    private static double latency(int[] choices) {
        double sum = 1;
        for (int choice : choices) {
            sum += choice * choice;
        }
        return sum;
    }

    /** Runs a search of the engine on a table; returns its output directory. */
    public static Path run(Path directory, String strategy, int repeats, int steps, Path table) throws IOException {
        return run(directory, strategy, repeats, steps, table, null);
    }

    /** Runs a search with objectives of the engine on a table; returns its output directory. */
    public static Path run(Path directory, String strategy, int repeats, int steps, Path table, Objectives objectives)
            throws IOException {
        InputFile input = new InputFile(table.getFileName().toString(), table, ContentDigest.of(table));
        Map<String, String> settings =
                strategy.equals("l2nas") ? Map.of("hiddenUnits", "16", "eliteSize", "20") : Map.of();
        SearchJob job = new SearchJobBuilder(Part.named("nas-bench-201"))
                .evaluator(Part.reading("table", "table", input))
                .metric("accuracy")
                .objectives(objectives)
                .strategy(new Part(strategy, null, settings, null))
                .repeats(repeats)
                .steps(steps)
                .outputDirectory(directory)
                .outputTimestamp("2026-01-01T00:00:00Z")
                .build();
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("job.json"), JobJson.write(job));
        new SearchRunner((SearchJob) JobJson.read(JobJson.write(job)), event -> {}, () -> 0).run();
        return directory;
    }

    /** Makes up a search in any space: {@code architecture.json} and {@code history.csv}; returns their directory. */
    public static Path invent(Path directory, String spaceName, int steps) throws IOException {
        SearchSpace space = SearchSpaces.named(spaceName);
        ActionShape shape = space.actionShape();
        Random random = new Random(7);
        Files.createDirectories(directory);
        Architecture best = null;
        double highest = 0;
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("history.csv"))) {
            out.write("step,architecture,accuracy,reward,best_accuracy,origin,predicted_reward\n");
            for (int step = 1; step <= steps; step++) {
                float[] action = new float[shape.size()];
                for (int i = 0; i < action.length; i++) {
                    action[i] = random.nextFloat();
                }
                Architecture architecture = space.discretize(action);
                double accuracy = accuracy(architecture.choices(), 9);
                if (accuracy > highest) {
                    highest = accuracy;
                    best = architecture;
                }
                double reward = Math.pow(100, accuracy);
                out.write(step + ",\"" + architecture.notation().replace("\"", "\"\"") + "\"," + accuracy + "," + reward
                        + "," + highest + ",actor," + reward * (0.8 + 0.4 * random.nextDouble()) + "\n");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.writeString(
                directory.resolve("architecture.json"),
                found(space, best, highest, steps).toPrettyString());
        return directory;
    }

    private static ObjectNode found(SearchSpace space, Architecture best, double accuracy, int steps) {
        Cost cost = space.capability(CostModel.class).orElseThrow().cost(best);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("space", space.name()).put("architecture", best.notation()).put("metric", "supernet_validation");
        root.put("accuracy", accuracy).put("strategy", "l2nas").put("seed", 1);
        root.put("steps", steps).put("uniqueArchitectures", steps);
        root.putObject("cost").put("params", cost.params()).put("macs", cost.macs());
        ObjectNode provenance = root.putObject("provenance");
        provenance.put("engine", "l2nas-engine 0");
        provenance
                .putObject("inputs")
                .putObject("dataset")
                .put("name", "<script>alert('digits')</script>")
                .put("sha256", DIGEST);
        provenance
                .putObject("settings")
                .put("eliteSize", 50)
                .put("checkQuantile", 0.95)
                .put("noise", 1e-4);
        return root;
    }

    /** Makes up {@code training.csv}. */
    public static Path training(Path directory, int epochs) throws IOException {
        Files.createDirectories(directory);
        StringBuilder text = new StringBuilder("epoch,loss,accuracy\n");
        for (int epoch = 1; epoch <= epochs; epoch++) {
            text.append(epoch)
                    .append(',')
                    .append(2.0 / epoch)
                    .append(',')
                    .append(1 - 0.9 / epoch)
                    .append('\n');
        }
        return Files.writeString(directory.resolve("training.csv"), text);
    }

    /**
     * Makes up {@code timeline.csv}: two runs in which trials go to the next worker that is free; each tenth fails, and the last
     * three were known.
     */
    public static Path timeline(Path directory, List<String> workers, int trials, int millis) throws IOException {
        Files.createDirectories(directory);
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("run,trial,worker,start_ms,end_ms,outcome,accuracy\n");
        String run = "2026-01-01T08:00:00.250Z";
        long[] free = new long[workers.size()];
        for (int trial = 1; trial <= trials; trial++) {
            if (trial == 2 * trials / 3) {
                run = "2026-01-02T10:00:00Z";
                Arrays.fill(free, 0);
            }
            int worker = 0;
            for (int other = 1; other < free.length; other++) {
                worker = free[other] < free[worker] ? other : worker;
            }
            boolean known = trial > trials - 3;
            boolean fails = !known && trial % 10 == 0;
            long start = free[worker] + 20;
            long end = known ? start : start + millis / 2 + random.nextInt(millis);
            free[worker] = end;
            text.append(String.join(
                    ",",
                    run,
                    String.valueOf(trial),
                    known ? "" : workers.get(worker),
                    String.valueOf(start),
                    String.valueOf(end),
                    known ? "reused" : fails ? "failed" : "scored",
                    fails ? "" : "0." + (5000 + random.nextInt(4000))));
            text.append('\n');
        }
        return Files.writeString(directory.resolve("timeline.csv"), text);
    }

    /** Makes up {@code evaluation.json}: each class is right 90 times and taken for each of the next two 5 and 1 times. */
    public static Path evaluation(Path directory, int classes) throws IOException {
        Files.createDirectories(directory);
        StringBuilder confusion = new StringBuilder();
        for (int row = 0; row < classes; row++) {
            confusion.append(row == 0 ? "[" : ", [");
            for (int column = 0; column < classes; column++) {
                int distance = Math.floorMod(column - row, classes);
                int count = distance == 0 ? 90 : distance == 1 ? 5 : distance == 2 ? 1 : 0;
                confusion.append(column == 0 ? "" : ", ").append(count);
            }
            confusion.append(']');
        }
        return Files.writeString(directory.resolve("evaluation.json"), """
                {"space": "nas-bench-201", "architecture": "a", "accuracy": {"mean": 0.91, "deviation": 0.01, "runs": 2},
                 "runs": [{"seed": 1, "top1": 0.90, "confusion": [%1$s]}, {"seed": 2, "top1": 0.92, "confusion": [%1$s]}],
                 "randomArchitectures": {"mean": 0.8, "architectures": [{"top1": 0.78,
                  "architecture": "|none~0|+|nor_conv_3x3~0|none~1|+|none~0|skip_connect~1|none~2|"}, {"top1": 0.82}]},
                 "provenance": {"engine": "l2nas-engine 0", "dataset": {"name": "digits & more"},
                  "recipe": {"channels": 12, "cells": 3}}}
                """.formatted(confusion));
    }
}
