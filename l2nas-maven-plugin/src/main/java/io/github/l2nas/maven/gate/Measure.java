package io.github.l2nas.maven.gate;

import io.github.l2nas.api.text.Decimals;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a result is measured by, and which way is worse. */
public enum Measure {
    /** Accuracy by what the search maximised, in [0, 1]. */
    ACCURACY("accuracy", true, "the search scores it"),
    /** Mean test accuracy, in [0, 1]. */
    TEST_ACCURACY("testAccuracy", true, "goal evaluate measures it"),
    /** Of the front of a search with objectives, in the product of their units. */
    HYPERVOLUME("hypervolume", true, "a search with objectives writes the front.json that it is taken from"),
    /** Latency by the search's latency table, in milliseconds. */
    LATENCY("latency", false, "a search with a latencyTable tells it"),
    /** Trainable parameters of the network that the search counted. */
    PARAMS("params", false, "the search counts them where architectures are networks"),
    /** Multiply-accumulates of that network for one image. */
    MACS("macs", false, "the search counts them where architectures are networks"),
    /** Size of the trained model's file, in bytes. */
    SIZE("size", false, "goal evaluate writes the model.zip that is weighed");

    private static final int DIGITS = 6;

    private final String label;
    private final boolean moreIsBetter;
    private final String source;

    Measure(String label, boolean moreIsBetter, String source) {
        this.label = label;
        this.moreIsBetter = moreIsBetter;
        this.source = source;
    }

    /**
     * The measure of a name.
     *
     * @param label for example {@code testAccuracy}
     * @return the measure; empty where there is none
     */
    public static Optional<Measure> named(String label) {
        return Arrays.stream(values())
                .filter(measure -> measure.label.equals(label))
                .findFirst();
    }

    /**
     * All names, for messages.
     *
     * @return separated by commas
     */
    public static String labels() {
        return Arrays.stream(values()).map(Measure::label).collect(Collectors.joining(", "));
    }

    /**
     * What users call it.
     *
     * @return for example {@code testAccuracy}
     */
    public String label() {
        return label;
    }

    /**
     * Where it comes from, for a message about its absence.
     *
     * @return a clause
     */
    public String source() {
        return source;
    }

    /**
     * By how much a value is worse.
     *
     * @param before the published value
     * @param now the new one
     * @return in the measure's unit; 0 or negative where it is not worse
     */
    public BigDecimal loss(BigDecimal before, BigDecimal now) {
        return moreIsBetter ? before.subtract(now) : now.subtract(before);
    }

    /**
     * A value for people.
     *
     * @param value in the measure's unit
     * @return with its unit; exact, but for latencies and hypervolumes
     */
    public String text(BigDecimal value) {
        return switch (this) {
            case ACCURACY, TEST_ACCURACY ->
                value.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
            case LATENCY -> Decimals.rounded(value.doubleValue(), DIGITS).toPlainString() + " ms";
            case HYPERVOLUME -> Decimals.rounded(value.doubleValue(), DIGITS).toPlainString();
            case PARAMS, MACS -> value.toPlainString();
            case SIZE -> value.toPlainString() + " bytes";
        };
    }
}
