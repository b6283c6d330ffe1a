package io.github.l2nas.maven.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What another goal left for this one in the project's output directory, in this build or an earlier one.
 *
 * @param directories where executions of that goal write; absolute
 * @param fileName the output that is looked for, for example {@code supernet.zip}
 */
public record EarlierOutputs(List<Path> directories, String fileName) {

    private static final String STARTED = "job.json";

    public EarlierOutputs {
        directories = List.copyOf(directories);
    }

    /**
     * The outputs of executions that have ended.
     *
     * @return absolute files
     * @throws UncheckedIOException where a receipt exists and can't be read
     */
    public List<Path> finished() {
        return directories.stream()
                .filter(this::isFinished)
                .map(directory -> directory.resolve(fileName))
                .toList();
    }

    /**
     * Where an execution began and has not ended: its time budget ran out, or it was killed. What lies there is not the
     * output, or only a part of it.
     *
     * @return absolute directories
     * @throws UncheckedIOException where a receipt exists and can't be read
     */
    public List<Path> unfinished() {
        return directories.stream()
                .filter(directory -> Files.exists(directory.resolve(STARTED))
                        && receipt(directory).isEmpty())
                .toList();
    }

    /**
     * Why an execution failed, where one has. The next build does not go on from there by itself.
     *
     * @return a sentence that names the directory and the reason; empty where none has failed
     * @throws UncheckedIOException where a reason exists and can't be read
     */
    public Optional<String> failure() {
        for (Path directory : directories) {
            try {
                Optional<String> reason = new FailureFile(directory).read();
                if (reason.isPresent()) {
                    return Optional.of("in " + directory + " has failed: " + reason.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.empty();
    }

    private boolean isFinished(Path directory) {
        return receipt(directory)
                .filter(receipt -> receipt.outputs().containsKey(fileName))
                .isPresent();
    }

    private static Optional<Receipt> receipt(Path directory) {
        try {
            return new ReceiptFile(directory).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
