package io.github.l2nas.engine.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.result.CsvRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVPrinter;

/** {@code front.csv} and {@code front.json}: what no other scored architecture is better than. */
final class FrontFile {

    private FrontFile() {}

    /**
     * Writes the front for programs that read tables: step, architecture, accuracy, and a column for each further metric.
     *
     * @param file where
     * @param front at least one trial
     */
    static void writeCsv(Path file, Front front) {
        AtomicFile.write(file, out -> print(front, out));
    }

    private static void print(Front front, OutputStream out) throws IOException {
        TreeSet<String> metrics = new TreeSet<>();
        front.trials().forEach(trial -> metrics.addAll(trial.result().metrics().keySet()));
        List<String> columns = new ArrayList<>(List.of("step", "architecture", Objective.ACCURACY));
        columns.addAll(metrics);
        CSVPrinter printer = CsvRows.printer(out, columns);
        for (Trial trial : front.trials()) {
            List<Object> row =
                    new ArrayList<>(List.of(trial.step(), trial.architecture(), HistoryFile.decimal(trial.accuracy())));
            Map<String, Double> values = trial.result().metrics();
            metrics.forEach(metric -> row.add(HistoryFile.decimal(values.getOrDefault(metric, Double.NaN))));
            printer.printRecord(row);
        }
        printer.flush();
    }

    /**
     * Writes the front with what it was found by.
     *
     * @param file where
     * @param job as declared
     * @param space its space
     * @param metric what the accuracy is
     * @param objectives of the job
     * @param result the search; at least one scored trial
     * @param front of that search
     * @param provenance what the result depends on
     * @param complete whether the search has ended
     */
    static void writeJson(
            Path file,
            SearchJob job,
            SearchSpace space,
            String metric,
            JobObjectives objectives,
            SeedResult result,
            Front front,
            ObjectNode provenance,
            boolean complete) {
        ObjectNode root = ResultJson.object();
        root.put("space", space.name());
        root.put("metric", metric);
        root.put("strategy", job.strategy().name());
        root.put("seed", result.seed());
        root.put("steps", result.history().steps());
        root.put("uniqueArchitectures", result.history().uniqueArchitectures());
        if (!complete) {
            root.put("unfinished", true);
        }
        List<History> history = List.of(result.history());
        root.set("objectives", objectives(objectives, Front.worst(history, objectives.objectives())));
        root.put("hypervolume", Decimals.shortest(front.hypervolume(objectives.reference(history))));
        root.put("choose", objectives.declared().choice().toString());
        ArrayNode trials = root.putArray("front");
        front.trials().forEach(trial -> put(trials.addObject(), trial, space, isChosen(trial, result)));
        root.set("provenance", provenance);
        ResultJson.write(file, root);
    }

    /** The trial that the answer was taken from. */
    private static boolean isChosen(Trial trial, SeedResult result) {
        return result.found() != null
                && trial.architecture().equals(result.found().architecture().notation());
    }

    private static ArrayNode objectives(JobObjectives objectives, double[] worst) {
        ArrayNode all = ResultJson.object().putArray("objectives");
        List<Objective> declared = objectives.objectives().all();
        for (int i = 0; i < worst.length; i++) {
            Objective objective = declared.get(i);
            ObjectNode node = all.addObject()
                    .put("metric", objective.metric())
                    .put("direction", objective.direction().toString())
                    .put("known", objectives.objectives().known().containsKey(objective.metric()))
                    .put("worst", Decimals.shortest(objective.direction().value(worst[i])));
            if (objectives.declared().reference() != null) {
                node.put(
                        "reference",
                        Decimals.shortest(objectives.declared().reference().get(objective.metric())));
            }
        }
        return all;
    }

    private static void put(ObjectNode node, Trial trial, SearchSpace space, boolean chosen) {
        node.put("step", trial.step());
        ResultJson.putArchitecture(node, space.parse(trial.architecture()));
        node.put("accuracy", Decimals.shortest(trial.accuracy()));
        ObjectNode metrics = node.putObject("metrics");
        trial.result().metrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(metric -> metrics.put(metric.getKey(), Decimals.shortest(metric.getValue())));
        if (chosen) {
            node.put("chosen", true);
        }
    }
}
