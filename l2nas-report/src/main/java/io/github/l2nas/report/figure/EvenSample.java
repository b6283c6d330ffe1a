package io.github.l2nas.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Some of many values whose number nobody knows beforehand, evenly spaced: every value at first, then every second, every
 * fourth and so on.
 *
 * @param <T> a value
 */
final class EvenSample<T> {

    private final int most;
    private final List<T> values = new ArrayList<>();

    private int stride = 1;
    private int seen;

    /**
     * @param most values to keep
     */
    EvenSample(int most) {
        this.most = most;
    }

    void add(T value) {
        if (seen++ % stride != 0) {
            return;
        }
        values.add(value);
        if (values.size() > most) {
            stride *= 2;
            for (int i = values.size() / 2 * 2 - 1; i > 0; i -= 2) {
                values.remove(i);
            }
        }
    }

    /** Values that were added. */
    int seen() {
        return seen;
    }

    List<T> values() {
        return List.copyOf(values);
    }
}
