package io.github.l2nas.report.drawing;

/** The look of several things that are compared: seven colours, and for more than seven the same ones dashed. */
public final class Series {

    /** The colour of what is not compared. */
    public static final String GREY = "colour6";

    private static final int[] COLOURS = {0, 1, 2, 3, 4, 5, 7};

    private Series() {}

    /**
     * The look of one of them.
     *
     * @param index from 0
     * @return its classes
     */
    public static String look(int index) {
        String colour = "colour" + COLOURS[index % COLOURS.length];
        return index < COLOURS.length ? colour : colour + " dashed";
    }
}
