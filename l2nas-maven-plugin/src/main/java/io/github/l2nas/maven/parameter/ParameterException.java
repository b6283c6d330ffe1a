package io.github.l2nas.maven.parameter;

/** A mistake in a POM or on the command line. The message is all the user needs. */
public class ParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message which parameter, what is wrong with it and what to do
     */
    public ParameterException(String message) {
        super(message);
    }
}
