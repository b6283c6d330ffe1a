package io.github.l2nas.report.figure;

import io.github.l2nas.report.result.TrialRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of a history whose number nobody knows beforehand, evenly spaced: every row at first, then every second, every
 * fourth and so on. No notation is taken twice.
 */
final class EvenSample {

    private final int most;
    private final List<TrialRow> rows = new ArrayList<>();
    /** For look-up only. */
    private final Set<String> notations = new HashSet<>();

    private int stride = 1;
    private int seen;
    private boolean complete = true;

    /**
     * @param most rows to keep
     */
    EvenSample(int most) {
        this.most = most;
    }

    void add(TrialRow row) {
        if (seen++ % stride != 0) {
            complete = false;
            return;
        }
        if (!notations.add(row.architecture())) {
            return;
        }
        rows.add(row);
        if (rows.size() > most) {
            complete = false;
            stride *= 2;
            for (int i = rows.size() / 2 * 2 - 1; i > 0; i -= 2) {
                notations.remove(rows.remove(i).architecture());
            }
        }
    }

    /** Whether every different row is there. */
    boolean complete() {
        return complete;
    }

    List<TrialRow> rows() {
        return List.copyOf(rows);
    }
}
