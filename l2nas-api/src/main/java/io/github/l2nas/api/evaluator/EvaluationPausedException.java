package io.github.l2nas.api.evaluator;

/**
 * The time of this run was used up before an architecture had its score. What has been done lies in the candidate's
 * directory; asked for the same candidate again, by this run or a later one, the evaluator goes on from there. The search
 * stops; nothing is recorded.
 */
public class EvaluationPausedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message how far the evaluation is
     */
    public EvaluationPausedException(String message) {
        super(message);
    }
}
