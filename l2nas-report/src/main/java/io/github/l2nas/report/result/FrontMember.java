package io.github.l2nas.report.result;

import java.util.List;

/**
 * An architecture that was weighed.
 *
 * @param step at which it was first scored
 * @param architecture in its notation
 * @param losses in the order of the objectives; less is better in each
 * @param chosen whether it is the search's answer
 */
public record FrontMember(int step, String architecture, List<Double> losses, boolean chosen) {

    public FrontMember {
        losses = List.copyOf(losses);
    }

    /**
     * Its losses for arithmetic.
     *
     * @return a new array
     */
    public double[] point() {
        return losses.stream().mapToDouble(loss -> loss).toArray();
    }
}
