package io.github.l2nas.report.drawing;

/** How much room text takes, estimated on the safe side: the reader's fonts are not known here. */
final class TextSize {

    /** Pixels of a tick, a label, a legend; the style sheet says the same. */
    static final double SMALL = 11;

    /** Pixels of the name of a node or a panel; the style sheet says the same. */
    static final double NORMAL = 12.5;

    private static final double WIDTH_OF_HEIGHT = 0.58;

    /** Arrows and other signs. */
    private static final double WIDTH_OF_SIGN = 1;

    private static final int FIRST_SIGN = 0x2100;

    /** What bold letters take more. */
    private static final double BOLD = 1.25;

    private TextSize() {}

    /** The same for bold text, such as the names at the ends of lines. */
    static double boldWidth(String text, double size) {
        return BOLD * width(text, size);
    }

    static double width(String text, double size) {
        return size
                * text.chars()
                        .mapToDouble(c -> c < FIRST_SIGN ? WIDTH_OF_HEIGHT : WIDTH_OF_SIGN)
                        .sum();
    }
}
