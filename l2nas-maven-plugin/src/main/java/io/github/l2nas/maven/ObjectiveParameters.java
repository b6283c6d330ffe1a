package io.github.l2nas.maven;

import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters that say what a search weighs.
 *
 * @param declared by metric its direction
 * @param choose which of the front is the answer; null for the knee
 * @param reference by metric what bounds the hypervolume; empty for none
 * @param minHypervolume the least that passes; null for any
 */
record ObjectiveParameters(
        Map<String, String> declared, String choose, Map<String, String> reference, Double minHypervolume) {

    /**
     * As a job has them.
     *
     * @return null where none is declared
     * @throws io.github.l2nas.api.job.JobException where they don't fit each other
     * @throws io.github.l2nas.maven.parameter.ParameterException where a number is none, or something serves objectives alone
     */
    Objectives objectives() {
        Objectives objectives = Objectives.of(declared, choose);
        if (objectives != null) {
            return objectives.upTo(reference.isEmpty() ? null : numbers(), minHypervolume);
        }
        if (!reference.isEmpty()) {
            throw wrong("reference");
        }
        if (minHypervolume != null) {
            throw wrong("minHypervolume");
        }
        return null;
    }

    private static RuntimeException wrong(String parameter) {
        return GoalParameter.named(parameter)
                .wrong("it is of the hypervolume of a front; declare objectives, or leave it out");
    }

    private Map<String, Double> numbers() {
        Map<String, Double> numbers = new TreeMap<>();
        reference.forEach((metric, text) -> {
            try {
                numbers.put(metric, Double.valueOf(text));
            } catch (NumberFormatException e) {
                throw GoalParameter.named("reference." + metric)
                        .wrong("'" + text
                                + "' is not a number; write the worst value that counts, in the metric's unit");
            }
        });
        return numbers;
    }
}
