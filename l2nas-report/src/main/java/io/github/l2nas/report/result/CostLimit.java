package io.github.l2nas.report.result;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constraint of a search.
 *
 * @param text as provenance has it, for example {@code params <= 1000000}
 * @param cost what is limited: {@code params}, {@code macs}, {@code latency_ms} or a column of a table
 * @param atMost whether the value is the largest allowed; else it is the smallest
 * @param value the limit
 */
public record CostLimit(String text, String cost, boolean atMost, double value) {

    private static final Pattern FORM = Pattern.compile("(.+?)\\s*([<>])=?\\s*(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)");

    /**
     * Reads a constraint.
     *
     * @param text as provenance has it
     * @return nothing where it is of another form
     */
    static Optional<CostLimit> parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(parts.group(3));
            return Optional.of(
                    new CostLimit(text, parts.group(1), parts.group(2).equals("<"), value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
