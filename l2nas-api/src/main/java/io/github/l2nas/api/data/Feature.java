package io.github.l2nas.api.data;

import java.util.Objects;

/**
 * A channel of a row: a number, or whether a column has a certain category.
 *
 * @param name of the column
 * @param category null for a number; else the channel is 1 where the column has this category, and 0 otherwise
 */
public record Feature(String name, String category) {
    public Feature {
        Objects.requireNonNull(name, "name");
    }

    /**
     * A number.
     *
     * @param name of the column
     * @return a feature that the engine standardizes
     */
    public static Feature number(String name) {
        return new Feature(name, null);
    }

    /**
     * Whether this is a number, which is standardized: mean 0 and standard deviation 1 over the training part.
     *
     * @return false for the indicator of a category, which stays 0 or 1
     */
    public boolean isNumber() {
        return category == null;
    }
}
