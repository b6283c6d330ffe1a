package io.github.l2nas.api.fidelity;

/**
 * The fidelities that an evaluator scores at: whole multiples of a step, up to the full one.
 *
 * @param unit what is counted, a plural in lower case: {@code epochs}, {@code images}
 * @param step the least amount, of which all others but the full one are multiples; 0 where any amount will do
 * @param full the amount of the full fidelity, at which a search scores that has only one
 * @param continued whether a score at a higher fidelity goes on from where one at a lower fidelity has ended, so that it costs the
 *     difference
 */
public record FidelityRange(String unit, double step, double full, boolean continued) {

    /**
     * @throws IllegalArgumentException where a number is out of range
     */
    public FidelityRange {
        if (!(step >= 0 && full > 0 && step <= full)) {
            throw new IllegalArgumentException(
                    "the full fidelity must be positive and at least one step, got " + full + " and steps of " + step);
        }
    }

    /**
     * The amount of a share.
     *
     * @param share of the full fidelity, in (0, 1]
     * @return a multiple of the step, at least one; of the whole share all, whether it is a multiple or not
     */
    public double amount(double share) {
        if (share == 1) {
            return full;
        }
        return step == 0 ? share * full : step * Math.max(1, Math.rint(share * full / step));
    }
}
