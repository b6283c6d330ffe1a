package io.github.l2nas.api.objective;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Which values of an objective are good. */
public enum Direction {
    /** Large ones, as of an accuracy. */
    MAXIMIZE("maximize"),
    /** Small ones, as of a latency. */
    MINIMIZE("minimize");

    private final String word;

    Direction(String word) {
        this.word = word;
    }

    /**
     * The direction of a word.
     *
     * @param word for example {@code maximize}
     * @return the direction; empty for another word
     */
    public static Optional<Direction> named(String word) {
        return Arrays.stream(values())
                .filter(direction -> direction.word.equals(word))
                .findFirst();
    }

    /**
     * A value as a loss, of which less is always better.
     *
     * @param value of the objective
     * @return the value, or its negative where large values are good
     */
    public double loss(double value) {
        return this == MAXIMIZE ? -value : value;
    }

    /**
     * The value of a loss.
     *
     * @param loss of {@link #loss}
     * @return the value
     */
    public double value(double loss) {
        return this == MAXIMIZE ? -loss : loss;
    }

    /**
     * The word in a POM.
     *
     * @return {@code maximize} or {@code minimize}
     */
    @Override
    @JsonValue
    public String toString() {
        return word;
    }
}
