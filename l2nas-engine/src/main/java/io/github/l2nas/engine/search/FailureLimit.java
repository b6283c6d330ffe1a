package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.trial.History;

/**
 * How many failed trials a search puts up with.
 *
 * @param inARow failed trials in a row with which it ends, at least 1
 * @param tenth whether it also ends where more than a tenth of all architectures that were to be scored have failed, once these
 *     are {@value #LEAST}
 */
record FailureLimit(int inARow, boolean tenth) {

    private static final int USUALLY_IN_A_ROW = 3;
    private static final int LEAST = 5;
    private static final String PARAMETER = "evaluations.maxFailedTrials";

    /**
     * The limit a job asks for.
     *
     * @param declared failed trials in a row; null for 3, or a tenth
     * @throws JobException for a number out of range
     */
    static FailureLimit of(Integer declared) {
        if (declared != null && declared < 1) {
            throw new JobException(PARAMETER, "must be at least 1, got " + declared);
        }
        return declared == null ? new FailureLimit(USUALLY_IN_A_ROW, true) : new FailureLimit(declared, false);
    }

    /**
     * Ends the search where the limit is reached. To be asked after a trial that has just failed.
     *
     * @throws JobException quotes the last failure
     */
    void check(History history, String lastFailure) {
        int failed = history.failedArchitectures();
        int all = failed + history.uniqueScores();
        if (history.failuresInARow() >= inARow) {
            throw tooMany(inARow == 1 ? "a trial failed" : inARow + " trials in a row failed", lastFailure);
        }
        if (tenth && failed >= LEAST && (long) failed * 10 > all) {
            throw tooMany(failed + " of " + all + " architectures could not be scored", lastFailure);
        }
    }

    private static JobException tooMany(String what, String lastFailure) {
        return new JobException(
                PARAMETER,
                what + ". The last reason: " + lastFailure
                        + ". Mend the cause and run again: the search goes on before the last failures. Or allow more"
                        + " failed trials in a row");
    }
}
