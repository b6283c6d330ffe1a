package io.github.l2nas.engine.search;

import io.github.l2nas.api.fidelity.Fidelity;
import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.result.CsvRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** {@code history.csv}: every trial of a search. */
final class HistoryFile {

    private static final int REWARD_DIGITS = 9;

    private static final List<String> COLUMNS =
            List.of("step", "architecture", "accuracy", "reward", "best_accuracy", "origin", "predicted_reward");
    private static final String FAILURE = "failure";

    private HistoryFile() {}

    /**
     * Writes the trials, one row each; accuracy is empty where a constraint was violated or scoring failed, the predicted reward
     * where the strategy made no prediction. In a search with fidelities two columns follow: the trial's fidelity, and the effort
     * of this and the trials before, both in their unit. Each objective but the accuracy has a column after these. Where scoring failed a last column tells why; a history without failures has no
     * such column.
     *
     * @param file where
     * @param history the trials
     * @param metrics objectives but the accuracy; empty for none
     */
    static void write(Path file, History history, List<String> metrics) {
        AtomicFile.write(file, out -> print(history, metrics, out));
    }

    private static void print(History history, List<String> metrics, OutputStream out) throws IOException {
        List<String> columns = new ArrayList<>(COLUMNS);
        boolean counted = history.fidelities().counted();
        if (counted) {
            columns.addAll(List.of("fidelity", "effort"));
        }
        columns.addAll(metrics);
        boolean failures = history.failedTrials() > 0;
        if (failures) {
            columns.add(FAILURE);
        }
        CSVPrinter printer = CsvRows.printer(out, columns);
        for (Trial trial : history.trials()) {
            List<Object> row = row(trial, history);
            if (counted) {
                row.add(Fidelity.text(history.fidelities().at(trial.share()).amount()));
                row.add(decimal(history.effortAfterSteps(trial.step())));
            }
            metrics.forEach(metric -> row.add(decimal(trial.result().metrics().getOrDefault(metric, Double.NaN))));
            if (failures) {
                row.add(trial.failed() ? trial.failure() : "");
            }
            printer.printRecord(row);
        }
        printer.flush();
    }

    private static List<Object> row(Trial trial, History history) {
        return new ArrayList<>(List.of(
                trial.step(),
                trial.architecture(),
                trial.feasible() ? decimal(trial.accuracy()) : "",
                reward(trial.reward()),
                decimal(history.bestAfterSteps(trial.step())),
                trial.origin(),
                trial.predictedReward() == null ? "" : reward(trial.predictedReward())));
    }

    private static String reward(double reward) {
        return Decimals.rounded(reward, REWARD_DIGITS).toPlainString();
    }

    /** Empty for NaN. */
    static String decimal(double value) {
        return Double.isNaN(value) ? "" : Decimals.shortest(value).toPlainString();
    }
}
