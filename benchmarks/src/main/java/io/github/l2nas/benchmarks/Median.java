package io.github.l2nas.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The median. */
final class Median {

    private Median() {}

    /**
     * Of an even number of values the mean of the two in the middle.
     *
     * @param values at least one, in any order
     * @return the median
     */
    static double of(double... values) {
        return of(Arrays.stream(values).boxed().toList());
    }

    /**
     * Of an even number of values the mean of the two in the middle.
     *
     * @param values at least one, in any order
     * @return the median
     */
    static double of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
