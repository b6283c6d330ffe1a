package io.github.l2nas.report.result;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/**
 * A line of {@code one-shot.csv}: an epoch of a one-shot strategy.
 *
 * @param loss mean training loss
 * @param accuracy of the choice with the shared weights, in [0, 1]
 * @param architecture what the strategy would have answered, in the notation of its space
 */
public record OneShotEpoch(double loss, double accuracy, String architecture) {

    /** The file's name, beside a history. */
    private static final String FILE = "one-shot.csv";

    private static final String REMEDY = "Delete the file, or search again";
    private static final List<String> HEADER = List.of("epoch", "loss", "accuracy", "architecture");

    /**
     * Reads the epochs of the best seed of a search.
     *
     * @param search its histories tell where they are
     * @return first epoch first; none where the strategy has trained nothing
     * @throws ResultException where the file is none, or a line is wrong; names the line
     */
    public static List<OneShotEpoch> of(SearchResult search) {
        Path ofSeed = Path.of("seed-" + search.found().seed());
        Stream<Path> ofBestSeed = search.histories().stream()
                .filter(history ->
                        history.getParent() != null && history.getParent().endsWith(ofSeed));
        return Stream.concat(search.bestHistory().stream(), ofBestSeed)
                .map(history -> history.resolveSibling(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(OneShotEpoch::read)
                .orElse(List.of());
    }

    private static List<OneShotEpoch> read(Path file) {
        List<OneShotEpoch> epochs = new ArrayList<>();
        new ResultCsv(file, HEADER, REMEDY).read(UnaryOperator.identity(), row -> epochs.add(epoch(file, row)));
        return epochs;
    }

    private static OneShotEpoch epoch(Path file, CSVRecord row) {
        try {
            OneShotEpoch epoch = new OneShotEpoch(
                    Double.parseDouble(row.get("loss")),
                    Double.parseDouble(row.get("accuracy")),
                    row.get("architecture"));
            boolean isNext = row.isConsistent() && Long.parseLong(row.get("epoch")) == row.getRecordNumber();
            if (isNext && Double.isFinite(epoch.loss) && epoch.accuracy >= 0 && epoch.accuracy <= 1) {
                return epoch;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ResultException(
                file, "line " + (row.getRecordNumber() + 1) + " is not epoch " + row.getRecordNumber(), REMEDY);
    }
}
