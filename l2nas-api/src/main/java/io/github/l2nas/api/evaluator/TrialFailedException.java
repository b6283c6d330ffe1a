package io.github.l2nas.api.evaluator;

/** An architecture that can't be scored. The trial is recorded as failed, with the message as its reason. */
public class TrialFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message why, for the person who declared the search
     */
    public TrialFailedException(String message) {
        super(message);
    }

    /**
     * @param message why, for the person who declared the search
     * @param cause what went wrong
     */
    public TrialFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
