package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.text.Decimals;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The searches of all seeds.
 *
 * @param all first seed first
 * @param best the most accurate answer or, where there are several objectives, the front of the largest hypervolume, of equals the first
 *     seed; empty where no seed has an answer
 */
public record SeedResults(List<SeedResult> all, Optional<SeedResult> best) {

    static SeedResults of(List<SeedResult> all, JobObjectives objectives) {
        List<SeedResult> answered =
                all.stream().filter(result -> result.found() != null).toList();
        if (answered.isEmpty()) {
            return new SeedResults(all, Optional.empty());
        }
        ToDoubleFunction<SeedResult> quality = result -> result.found().accuracy();
        if (objectives.several()) {
            double[] reference = objectives.reference(
                    answered.stream().map(SeedResult::history).toList());
            quality = result ->
                    Front.of(result.history(), objectives.objectives()).hypervolume(reference);
        }
        return new SeedResults(
                all,
                answered.stream()
                        .max(Comparator.comparingDouble(quality)
                                .thenComparing(SeedResult::seed, Comparator.reverseOrder())));
    }

    /** Whether all searches have ended. */
    boolean complete() {
        return all.stream().allMatch(SeedResult::complete);
    }

    /**
     * Ends the job where its searches have ended and the best front is not what it requires.
     *
     * @throws JobException with both numbers
     */
    void requireHypervolume(JobObjectives objectives) {
        if (!complete() || !objectives.several() || objectives.declared().minHypervolume() == null) {
            return;
        }
        Objectives declared = objectives.declared();
        double covered = Front.of(best.orElseThrow().history(), objectives.objectives())
                .hypervolume(declared.referenceLosses().orElseThrow());
        if (!(covered >= declared.minHypervolume())) {
            throw new JobException(
                    "objectives.minHypervolume",
                    "the hypervolume of the front, " + text(covered) + ", is below the required "
                            + text(declared.minHypervolume()) + ". It is bounded by "
                            + declared.reference().entrySet().stream()
                                    .map(bound -> bound.getKey() + " " + text(bound.getValue()))
                                    .collect(Collectors.joining(", "))
                            + "; front.json has the front. Search longer, or require less");
        }
    }

    private static String text(double value) {
        return Decimals.shortest(value).toPlainString();
    }
}
