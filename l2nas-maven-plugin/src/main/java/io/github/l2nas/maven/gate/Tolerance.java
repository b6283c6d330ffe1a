package io.github.l2nas.maven.gate;

import io.github.l2nas.maven.parameter.GoalParameter;
import java.math.BigDecimal;

/**
 * By how much a value may be worse than the published one.
 *
 * @param amount 0 or more
 * @param percent whether it is percent of the published value; else it is in the measure's unit
 */
public record Tolerance(BigDecimal amount, boolean percent) {

    /** What is declared for no measure: not by anything. */
    public static final Tolerance NONE = new Tolerance(BigDecimal.ZERO, false);

    /**
     * Reads a tolerance.
     *
     * @param parameter where it stands, for messages
     * @param text {@code 0.005}, in the measure's unit, or {@code 5%} of the published value
     * @return the tolerance
     * @throws io.github.l2nas.maven.parameter.ParameterException where it is neither
     */
    public static Tolerance parse(GoalParameter parameter, String text) {
        String value = text.strip();
        boolean percent = value.endsWith("%");
        try {
            BigDecimal amount = new BigDecimal(
                    percent ? value.substring(0, value.length() - 1).strip() : value);
            if (amount.signum() >= 0) {
                return new Tolerance(amount, percent);
            }
        } catch (NumberFormatException e) {
            throw wrong(parameter, value);
        }
        throw wrong(parameter, value);
    }

    private static RuntimeException wrong(GoalParameter parameter, String value) {
        return parameter.wrong(
                "'" + value + "' is not a tolerance; write a number of 0 or more, 0.005 for half a percentage"
                        + " point of accuracy, or a share of the published value such as 5%");
    }

    /**
     * The largest loss that is tolerated.
     *
     * @param published the published value, 0 or more
     * @return in the measure's unit
     */
    public BigDecimal of(BigDecimal published) {
        return percent ? published.multiply(amount).movePointLeft(2) : amount;
    }

    /**
     * For people.
     *
     * @param measure what it is a tolerance of
     * @return with a unit
     */
    public String text(Measure measure) {
        return percent ? amount.toPlainString() + " % of the baseline" : measure.text(amount);
    }
}
