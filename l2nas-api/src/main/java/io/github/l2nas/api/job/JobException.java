package io.github.l2nas.api.job;

/** A job that can't be done as it is declared. The message is for the person who declared it. */
public class JobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    /**
     * @param parameter the job's field that must change, for example {@code metric} or {@code settings.eliteSize}; null
     *     where no parameter is to blame
     * @param message what is wrong, where, and what to do
     */
    public JobException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
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
