package io.github.l2nas.engine.oneshot;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.result.CsvRows;
import io.github.l2nas.engine.training.TrainingLog;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** {@code one-shot.csv}: what the method would have answered after each epoch. */
final class OneShotLog {

    private static final List<String> COLUMNS = List.of("epoch", "loss", "accuracy", "architecture");

    private final Path file;

    /** @param directory where */
    OneShotLog(Path directory) {
        file = directory.resolve("one-shot.csv");
    }

    /**
     * Writes it, one row for each epoch.
     *
     * @param epochs mean training loss, and the accuracy of the choice with the shared weights
     * @param choices as many architectures
     */
    void write(List<TrainingLog.Epoch> epochs, List<Architecture> choices) {
        AtomicFile.write(file, out -> {
            CSVPrinter csv = CsvRows.printer(out, COLUMNS);
            for (int i = 0; i < epochs.size(); i++) {
                csv.printRecord(
                        i + 1,
                        Decimals.shortest(epochs.get(i).loss()).toPlainString(),
                        Decimals.shortest(epochs.get(i).accuracy()).toPlainString(),
                        choices.get(i).notation());
            }
            csv.flush();
        });
    }
}
