package io.github.l2nas.report.result;

import io.github.l2nas.api.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of {@code training.csv}.
 *
 * @param name whose training, for example {@code train-supernet}
 * @param finished whether these are all epochs; else it runs, or its time budget interrupted it
 * @param epochs first epoch first
 */
public record TrainingCurve(String name, boolean finished, List<Epoch> epochs) {

    private static final String HEADER = "epoch,loss,accuracy";
    private static final String REMEDY = "Train again, or delete the file";

    /**
     * An epoch.
     *
     * @param loss mean training loss
     * @param accuracy on the validation part, in [0, 1]; NaN where it was not measured
     */
    public record Epoch(double loss, double accuracy) {}

    public TrainingCurve {
        epochs = List.copyOf(epochs);
    }

    /**
     * Reads the file.
     *
     * @param name whose training
     * @param file {@code training.csv}
     * @param finished whether the training has ended
     * @return its content
     * @throws ResultException where it is none; names the line
     */
    public static TrainingCurve read(String name, Path file, boolean finished) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ResultException(file, "it can't be read: " + AtomicFile.reason(e), REMEDY);
        }
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new ResultException(file, "its first line is not " + HEADER, REMEDY);
        }
        List<Epoch> epochs = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            epochs.add(epoch(file, line, lines.get(line).split(",", -1)));
        }
        return new TrainingCurve(name, finished, epochs);
    }

    private static Epoch epoch(Path file, int number, String[] fields) {
        try {
            if (fields.length == 3 && Integer.parseInt(fields[0]) == number) {
                double loss = Double.parseDouble(fields[1]);
                double accuracy = fields[2].isEmpty() ? Double.NaN : Double.parseDouble(fields[2]);
                if (Double.isFinite(loss) && !(accuracy < 0 || accuracy > 1)) {
                    return new Epoch(loss, accuracy);
                }
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ResultException(file, "line " + (number + 1) + " is not epoch " + number, REMEDY);
    }
}
