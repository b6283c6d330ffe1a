package io.github.l2nas.report.tensorboard;

import io.github.l2nas.api.file.AtomicFile;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.report.result.HistoryReader;
import io.github.l2nas.report.result.SearchResult;
import io.github.l2nas.report.result.TrainingCurve;
import io.github.l2nas.report.result.TrialRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Event files of a project: a run for each seed of each search, and for each training. {@code tensorboard --logdir} shows them
 * beside each other.
 *
 * @param directory holds a directory for each run
 */
public record EventFiles(Path directory) {

    /** TensorBoard looks for {@code tfevents}. */
    static final String FILE = "events.out.tfevents.0.l2nas";

    /**
     * Writes a search: of each step accuracy, best accuracy, reward, what the critic expected and what else was weighed.
     *
     * @param search the search, also one that is under way
     * @return the files, one for each seed
     * @throws io.github.l2nas.report.result.ResultException where a history is wrong
     * @throws io.github.l2nas.api.job.JobException where a file can't be written
     */
    public List<Path> write(SearchResult search) {
        List<Path> files = new ArrayList<>();
        for (Path history : search.histories()) {
            String run = safe(search.name());
            Path parent = history.getParent();
            if (search.histories().size() > 1 && parent != null) {
                run += "/" + safe(parent.getFileName().toString());
            }
            files.add(write(run, events -> HistoryReader.read(history, row -> add(events, row))));
        }
        return files;
    }

    /**
     * Writes a training: of each epoch loss and accuracy.
     *
     * @param training the training
     * @return the file
     * @throws io.github.l2nas.api.job.JobException where it can't be written
     */
    public Path write(TrainingCurve training) {
        return write(safe(training.name()), events -> {
            for (int i = 0; i < training.epochs().size(); i++) {
                TrainingCurve.Epoch epoch = training.epochs().get(i);
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("loss", epoch.loss());
                values.put("validation_accuracy", epoch.accuracy());
                events.scalars(i + 1, values);
            }
        });
    }

    private static void add(EventFile events, TrialRow row) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("accuracy", row.lower() ? Double.NaN : row.accuracy());
        values.put("accuracy_at_lower_fidelity", row.lower() ? row.accuracy() : Double.NaN);
        values.put("best_accuracy", row.bestAccuracy());
        values.put("reward", row.reward());
        values.put("predicted_reward", row.predictedReward());
        new TreeMap<>(row.metrics()).forEach(values::putIfAbsent);
        try {
            events.scalars(row.step(), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds events. */
    private interface Run {
        void writeTo(EventFile events) throws IOException;
    }

    private Path write(String run, Run content) {
        Path file = directory.resolve(run).resolve(FILE);
        Path fresh = file.resolveSibling("new");
        AtomicFile.createDirectory(file.getParent(), "outputDirectory");
        AtomicFile.write(fresh, out -> {
            try {
                content.writeTo(new EventFile(out));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        try {
            renew(file, fresh);
        } catch (IOException e) {
            throw new JobException(
                    "outputDirectory",
                    "can't write " + file + ": " + AtomicFile.reason(e)
                            + ". Make room or choose another directory, then run again");
        }
        return file;
    }

    /** Adds what is new to the end: TensorBoard keeps the file of a search that runs open, and would not see another one. */
    private static void renew(Path file, Path fresh) throws IOException {
        long known = Files.exists(file) ? Files.size(file) : 0;
        long common = known == 0 ? 0 : Files.mismatch(file, fresh);
        if (known == 0 || (common >= 0 && common < known)) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (FileChannel from = FileChannel.open(fresh);
                FileChannel to = FileChannel.open(file, StandardOpenOption.APPEND)) {
            long at = known;
            while (at < from.size()) {
                at += from.transferTo(at, from.size() - at, to);
            }
        }
        Files.delete(fresh);
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "-");
    }
}
