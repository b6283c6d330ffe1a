package io.github.l2nas.api.space;

/** Images that a space's networks can't take. The message says which sizes they take. */
public class ImageSizeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which sizes would do
     */
    public ImageSizeException(String message) {
        super(message);
    }
}
