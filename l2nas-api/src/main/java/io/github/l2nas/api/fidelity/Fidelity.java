package io.github.l2nas.api.fidelity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.l2nas.api.text.Decimals;

/**
 * One of the fidelities of a search.
 *
 * @param amount what a score at it costs, in the unit of the search's fidelities; positive
 * @param column of the table that holds the scores at it; null for an evaluator that is no table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fidelity(double amount, String column) {

    /**
     * @throws IllegalArgumentException where the amount is not positive
     */
    public Fidelity {
        if (!(amount > 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a fidelity's amount must be positive, got " + amount);
        }
    }

    /**
     * The amount as people write it.
     *
     * @param amount of a fidelity
     * @return for example {@code 12} or {@code 0.5}
     */
    public static String text(double amount) {
        return Decimals.shortest(amount).toPlainString();
    }
}
