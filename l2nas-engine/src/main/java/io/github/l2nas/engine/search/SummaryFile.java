package io.github.l2nas.engine.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.result.Sample;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToIntFunction;

/** {@code summary.json}: the same search over several seeds, mean and sample standard deviation of the best accuracy. */
final class SummaryFile {

    private static final int[] COUNTS = {100, 192, 500, 1000, 3000, 10_000};
    private static final int DIGITS = 6;

    private SummaryFile() {}

    /**
     * Writes the summary.
     *
     * @param file where
     * @param job the search as declared
     * @param space name of its space
     * @param metric what was maximised
     * @param histories trials per seed, first seed first
     * @param complete whether all of them have ended
     */
    static void write(
            Path file, SearchJob job, String space, String metric, List<History> histories, boolean complete) {
        ObjectNode root = ResultJson.object();
        root.put("space", space);
        root.put("metric", metric);
        root.put("strategy", job.strategy().name());
        root.put("firstSeed", job.seed());
        root.put("repeats", histories.size());
        if (!complete) {
            root.put("unfinished", true);
        }
        root.set("best", statistics(best(histories)));
        ArrayNode values = root.putArray("bestPerSeed");
        best(histories).forEach(value -> values.add(Decimals.shortest(value)));
        root.set("atSteps", at(histories, History::steps, History::bestAfterSteps));
        root.set("atUniqueArchitectures", at(histories, History::uniqueArchitectures, History::bestAfterUnique));
        ResultJson.write(file, root);
    }

    /**
     * The lines of the summary for people.
     *
     * @param histories trials per seed
     * @return lines without line ends
     */
    static List<String> lines(List<History> histories) {
        List<String> lines = new ArrayList<>();
        lines.add("best accuracy over " + histories.size() + " seeds: " + percent(best(histories)));
        for (int count : COUNTS) {
            addLine(lines, count + " steps", values(histories, count, History::steps, History::bestAfterSteps));
            addLine(
                    lines,
                    count + " unique architectures",
                    values(histories, count, History::uniqueArchitectures, History::bestAfterUnique));
        }
        return lines;
    }

    private static void addLine(List<String> lines, String when, List<Double> values) {
        if (!values.isEmpty()) {
            lines.add("  at " + when + ": " + percent(values) + " (" + values.size() + " seeds)");
        }
    }

    private static String percent(List<Double> values) {
        Sample sample = Sample.of(values);
        return Decimals.percent(sample.mean()) + " +- " + Decimals.percent(sample.deviation());
    }

    /** Only seeds that came so far count; how many that are is part of the result. */
    private static ObjectNode at(
            List<History> histories, ToIntFunction<History> reached, ToDoubleBiFunction<History, Integer> best) {
        ObjectNode at = ResultJson.object();
        for (int count : COUNTS) {
            List<Double> values = values(histories, count, reached, best);
            if (!values.isEmpty()) {
                at.set(String.valueOf(count), statistics(values));
            }
        }
        return at;
    }

    private static List<Double> values(
            List<History> histories,
            int count,
            ToIntFunction<History> reached,
            ToDoubleBiFunction<History, Integer> best) {
        return histories.stream()
                .filter(history -> reached.applyAsInt(history) >= count)
                .map(history -> best.applyAsDouble(history, count))
                .filter(value -> !value.isNaN())
                .toList();
    }

    private static List<Double> best(List<History> histories) {
        return histories.stream().map(history -> history.best().accuracy()).toList();
    }

    private static ObjectNode statistics(List<Double> values) {
        Sample sample = Sample.of(values);
        ObjectNode statistics = ResultJson.object();
        statistics.put("mean", Decimals.rounded(sample.mean(), DIGITS));
        statistics.put("standardDeviation", Decimals.rounded(sample.deviation(), DIGITS));
        statistics.put("seeds", sample.count());
        return statistics;
    }
}
