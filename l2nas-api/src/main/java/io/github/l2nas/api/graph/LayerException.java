package io.github.l2nas.api.graph;

/** A layer that does not fit where a network wants it. The message names the layer, what it was to read and what is wrong. */
public class LayerException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which layer, what it reads, what is wrong
     */
    LayerException(String message) {
        super(message);
    }
}
