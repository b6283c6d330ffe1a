package io.github.l2nas.engine.training;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.file.Checkpointable;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.result.CsvRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;

/** What each epoch of a training came to. */
public final class TrainingLog implements Checkpointable {

    /**
     * An epoch.
     *
     * @param loss mean training loss
     * @param accuracy on the validation part, in [0, 1]; NaN where it was not measured
     */
    public record Epoch(double loss, double accuracy) {}

    private static final List<String> COLUMNS = List.of("epoch", "loss", "accuracy");

    private final List<Epoch> epochs = new ArrayList<>();

    /**
     * The epochs so far.
     *
     * @return an unmodifiable copy
     */
    public List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    void add(Epoch epoch) {
        epochs.add(epoch);
    }

    /**
     * The best validation accuracy so far.
     *
     * @return in [0, 1]; NaN where none was measured
     */
    public double best() {
        return epochs.stream()
                .mapToDouble(Epoch::accuracy)
                .filter(accuracy -> !Double.isNaN(accuracy))
                .max()
                .orElse(Double.NaN);
    }

    /**
     * Writes the log as {@code training.csv}.
     *
     * @param file where
     */
    public void write(Path file) {
        AtomicFile.write(file, out -> {
            CSVPrinter csv = CsvRows.printer(out, COLUMNS);
            for (int i = 0; i < epochs.size(); i++) {
                Epoch epoch = epochs.get(i);
                csv.printRecord(
                        i + 1,
                        decimal(epoch.loss()),
                        Double.isNaN(epoch.accuracy()) ? null : decimal(epoch.accuracy()));
            }
            csv.flush();
        });
    }

    private static String decimal(double value) {
        return Decimals.shortest(value).toPlainString();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(epochs.size());
        for (Epoch epoch : epochs) {
            out.writeDouble(epoch.loss());
            out.writeDouble(epoch.accuracy());
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        epochs.clear();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            epochs.add(new Epoch(in.readDouble(), in.readDouble()));
        }
    }
}
