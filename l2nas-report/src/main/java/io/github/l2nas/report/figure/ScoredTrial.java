package io.github.l2nas.report.figure;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.report.result.HistoryReader;
import io.github.l2nas.report.result.TrialRow;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A trial of a search in the order of its history.
 *
 * @param row its row
 * @param space of its architecture
 * @param isNew whether it was scored and no trial before it scored the same architecture
 * @param unique different architectures that were scored up to here
 */
record ScoredTrial(TrialRow row, SearchSpace space, boolean isNew, int unique) {

    /** Reads a history; every trial is given on as soon as it is read. */
    static void read(Path history, SearchSpace space, Consumer<ScoredTrial> visitor) {
        Set<String> notations = new HashSet<>();
        Set<String> identities = new HashSet<>();
        HistoryReader.read(history, row -> {
            boolean isNew = row.isScored()
                    && notations.add(row.architecture())
                    && identities.add(row.architecture(space).identity());
            visitor.accept(new ScoredTrial(row, space, isNew, identities.size()));
        });
    }

    Architecture architecture() {
        return row.architecture(space);
    }

    double accuracy() {
        return row.accuracy();
    }
}
