package io.github.l2nas.api.result;

import java.util.Collection;

/**
 * What repeated measurements come to, for example the accuracies of the same search with several seeds.
 *
 * @param count how many there are
 * @param mean their mean; NaN where there are none
 * @param deviation their sample standard deviation, whose denominator is {@code count - 1}; 0 for a single one or none
 */
public record Sample(int count, double mean, double deviation) {

    /**
     * Computes mean and deviation.
     *
     * @param values the measurements
     * @return NaN for both where one of them is NaN
     */
    public static Sample of(Collection<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Sample(values.size(), mean, values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1)));
    }
}
