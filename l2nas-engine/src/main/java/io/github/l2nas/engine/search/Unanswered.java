package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Searches without an answer: no trial of theirs has an accuracy. */
final class Unanswered {

    private static final String COLUMNS = "columns";

    private Unanswered() {}

    /**
     * Ends the job where a search is complete and has no answer. One that a time budget interrupted may still find one.
     *
     * @throws JobException names the limits that are set
     */
    static void require(SearchJob job, List<SeedResult> results) {
        for (SeedResult result : results) {
            if (result.found() == null && result.complete()) {
                throw new JobException(parameter(job, result.history()), why(job, result.history()) + remedy(job));
            }
        }
    }

    /** Why there is no answer, or none yet, without a full stop. */
    static String why(SearchJob job, History history) {
        if (history.steps() == 0) {
            return "no trial has ended";
        }
        String why = "none of the " + history.steps() + " architectures proposed has a score"
                + (history.fidelities().several() ? " at the full fidelity" : "");
        if (history.infeasibleTrials() > 0) {
            why += ": " + history.infeasibleTrials() + " "
                    + (limits(job).isEmpty()
                            ? "can't be scored by evaluator " + job.evaluator().name()
                            : "violate " + String.join(", ", limits(job)));
        }
        if (history.failedTrials() > 0) {
            why += (history.infeasibleTrials() > 0 ? ", " : ": ") + history.failedTrials() + " failed, the last with: "
                    + lastFailure(history);
        }
        return why;
    }

    private static String remedy(SearchJob job) {
        return limits(job).isEmpty() ? ". Search longer" : ". Relax a limit, or search longer";
    }

    private static String parameter(SearchJob job, History history) {
        Map<String, List<String>> limits = job.constraints().texts();
        if (history.infeasibleTrials() == 0 || limits(job).isEmpty()) {
            return "evaluator";
        }
        return limits.isEmpty()
                ? "filter.share"
                : "constraints." + limits.keySet().iterator().next();
    }

    /** The limits by the names under which they are declared. */
    private static List<String> limits(SearchJob job) {
        List<String> limits = new ArrayList<>();
        job.constraints()
                .texts()
                .forEach((field, texts) -> limits.add(
                        (field.equals(COLUMNS) ? "constraints" : field) + " (" + String.join(", ", texts) + ")"));
        if (job.filter() != null) {
            limits.add("filter (" + job.filter().evaluator().name() + ")");
        }
        return limits;
    }

    private static String lastFailure(History history) {
        String last = "";
        for (Trial trial : history.trials()) {
            last = trial.failed() ? trial.failure() : last;
        }
        return last;
    }
}
