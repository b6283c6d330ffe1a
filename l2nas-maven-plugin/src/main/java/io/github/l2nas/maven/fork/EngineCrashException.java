package io.github.l2nas.maven.fork;

/** The engine's JVM ended without a result. */
public class EngineCrashException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message how it ended, what it said last and what to change
     */
    public EngineCrashException(String message) {
        super(message);
    }
}
