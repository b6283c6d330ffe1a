package io.github.l2nas.api.space;

/** A text that is not an architecture of the space. The message names the position and what was expected there. */
public class NotationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param text the malformed text
     * @param position where it goes wrong, counted in characters from 0
     * @param expectation what would have been right there, for example {@code "an operation of nas-bench-201"}
     */
    public NotationException(String text, int position, String expectation) {
        super("position " + position + " of '" + text + "': expected " + expectation);
        this.position = position;
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
