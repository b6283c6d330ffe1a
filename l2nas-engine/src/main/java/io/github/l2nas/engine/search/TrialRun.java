package io.github.l2nas.engine.search;

import io.github.l2nas.api.evaluator.Candidate;
import io.github.l2nas.api.evaluator.EvaluationPausedException;
import io.github.l2nas.api.evaluator.Evaluator;
import io.github.l2nas.api.evaluator.Score;
import io.github.l2nas.api.evaluator.TrialFailedException;
import io.github.l2nas.api.executor.TrialOutcome;
import io.github.l2nas.api.job.JobException;
import java.util.concurrent.CancellationException;

/** Asks an evaluator: what comes is a score, or the reason why there is none. */
public final class TrialRun {

    private static final int LONGEST_REASON = 2000;

    private TrialRun() {}

    /**
     * Runs a trial on this thread.
     *
     * @param evaluator is asked
     * @param candidate what is to be scored
     * @return how it ended
     * @throws JobException from the evaluator: nothing can be scored
     * @throws CancellationException from the evaluator: the process ends
     * @throws EvaluationPausedException from the evaluator: the time is up before the trial has ended
     */
    public static TrialOutcome of(Evaluator evaluator, Candidate candidate) {
        try {
            Score score = evaluator.evaluate(candidate);
            return score == null ? TrialOutcome.failed("the evaluator returned no score") : TrialOutcome.scored(score);
        } catch (JobException | CancellationException | EvaluationPausedException e) {
            throw e;
        } catch (TrialFailedException e) {
            return TrialOutcome.failed(shortened(e.getMessage() == null ? e.toString() : e.getMessage()));
        } catch (RuntimeException e) {
            return TrialOutcome.failed(shortened(e + place(e)));
        }
    }

    private static String place(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : "..." + reason.substring(reason.length() - LONGEST_REASON);
    }
}
