package io.github.l2nas.api.job;

/** A job that can't be done as it is declared. The message is for the person who declared it. */
public class JobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A message is read by a person; what is longer comes from a file that is no text. */
    private static final int LONGEST_MESSAGE = 4000;

    private final String parameter;

    /**
     * @param parameter the job's field that must change, for example {@code metric} or {@code settings.eliteSize}; null
     *     where no parameter is to blame
     * @param message what is wrong, where, and what to do; the middle of a very long one is left out
     */
    public JobException(String parameter, String message) {
        super(shortened(message));
        this.parameter = parameter;
    }

    private static String shortened(String message) {
        if (message == null || message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int half = LONGEST_MESSAGE / 2;
        return message.substring(0, half) + " ... " + message.substring(message.length() - half);
    }

    /**
     * The job's field that must change.
     *
     * @return its name, or null
     */
    public String parameter() {
        return parameter;
    }
}
