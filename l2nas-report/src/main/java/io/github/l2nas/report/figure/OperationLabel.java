package io.github.l2nas.report.figure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation of a cell for people.
 *
 * @param text for example {@code sep conv 3×3}
 * @param kind {@code conv}, {@code sep}, {@code dil}, {@code pool}, {@code skip} or {@code none}: what shares a colour
 */
record OperationLabel(String text, String kind) {

    private static final Pattern SIZE = Pattern.compile("_(\\d+)x(\\d+)$");

    /**
     * The label of an operation.
     *
     * @param notation as the space's community writes it, for example {@code sep_conv_3x3}
     * @return its label
     */
    static OperationLabel of(String notation) {
        Matcher size = SIZE.matcher(notation);
        String suffix = size.find() ? " " + size.group(1) + "\u00d7" + size.group(2) : "";
        String name = size.replaceFirst("");
        return switch (name) {
            case "none" -> new OperationLabel("none", "none");
            case "skip_connect" -> new OperationLabel("skip", "skip");
            case "nor_conv" -> new OperationLabel("conv" + suffix, "conv");
            case "sep_conv" -> new OperationLabel("sep conv" + suffix, "sep");
            case "dil_conv" -> new OperationLabel("dil conv" + suffix, "dil");
            case "avg_pool" -> new OperationLabel("avg pool" + suffix, "pool");
            case "max_pool" -> new OperationLabel("max pool" + suffix, "pool");
            default -> new OperationLabel(notation.replace('_', ' '), "conv");
        };
    }
}
