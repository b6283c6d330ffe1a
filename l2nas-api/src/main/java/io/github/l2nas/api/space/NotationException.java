package io.github.l2nas.api.space;

/** A text that is not an architecture of the space. The message names the position and what was expected there. */
public class NotationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Characters shown before and after the position; a text of twice as many is shown whole. */
    private static final int SHOWN = 200;

    private final int position;

    /**
     * @param text the malformed text
     * @param position where it goes wrong, counted in characters from 0
     * @param expectation what would have been right there, for example {@code "an operation of nas-bench-201"}
     */
    public NotationException(String text, int position, String expectation) {
        super("position " + position + " of '" + around(text, position) + "': expected " + expectation);
        this.position = position;
    }

    private static String around(String text, int position) {
        if (text.length() <= 2 * SHOWN) {
            return text;
        }
        int from = Math.max(0, Math.min(position, text.length()) - SHOWN);
        int to = Math.min(text.length(), from + 2 * SHOWN);
        return (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "");
    }

    /**
     * Where the text goes wrong.
     *
     * @return characters from 0
     */
    public int position() {
        return position;
    }
}
