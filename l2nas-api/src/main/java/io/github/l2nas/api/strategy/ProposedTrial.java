package io.github.l2nas.api.strategy;

/**
 * A trial that a strategy has suggested.
 *
 * @param number from 1; the step of the search that it is
 * @param proposal what was suggested
 */
public record ProposedTrial(int number, Proposal proposal) {

    /**
     * @throws IllegalArgumentException where the number is below 1
     */
    public ProposedTrial {
        if (number < 1) {
            throw new IllegalArgumentException("trials are numbered from 1, got " + number);
        }
    }
}
