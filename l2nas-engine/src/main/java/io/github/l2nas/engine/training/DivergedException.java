package io.github.l2nas.engine.training;

import io.github.l2nas.api.job.JobException;

/** A training whose loss became infinite or undefined. */
public final class DivergedException extends JobException {

    private static final long serialVersionUID = 1L;

    /**
     * @param parameter the job's field that must change
     * @param message what happened, and what to do
     */
    DivergedException(String parameter, String message) {
        super(parameter, message);
    }
}
