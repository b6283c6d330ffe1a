package io.github.l2nas.engine.search;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.objective.Choose;
import io.github.l2nas.api.objective.Hypervolume;
import io.github.l2nas.api.objective.NonDominatedSort;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.strategy.SearchObjectives;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The front of a search: the scored trials that none dominates, of equals the first.
 *
 * @param trials step by step
 * @param losses of the trials, in the same order
 */
record Front(List<Trial> trials, List<double[]> losses) {

    static Front of(History history, SearchObjectives objectives) {
        List<Trial> scored = scored(history).toList();
        List<double[]> losses =
                scored.stream().map(trial -> objectives.losses(trial.result())).toList();
        List<Integer> first = NonDominatedSort.firstFront(losses);
        return new Front(
                first.stream().map(scored::get).toList(),
                first.stream().map(losses::get).toList());
    }

    private static Stream<Trial> scored(History history) {
        return history.trials().stream().filter(Trial::feasible);
    }

    /**
     * The worst losses of all that was scored.
     *
     * @param histories at least one scored trial
     * @return by objective
     */
    static double[] worst(List<History> histories, SearchObjectives objectives) {
        return Hypervolume.worst(histories.stream()
                .flatMap(Front::scored)
                .map(trial -> objectives.losses(trial.result()))
                .toList());
    }

    /**
     * What is the answer.
     *
     * @return empty where nothing is within the limits
     */
    Optional<SearchOutcome> chosen(Choose choose, SearchSpace space) {
        return choose.from(losses).map(trials::get).map(trial -> SearchOutcome.of(trial, space));
    }

    /**
     * What is the answer of a complete search.
     *
     * @throws JobException where nothing is within the limits
     */
    SearchOutcome requireChosen(Choose choose, SearchSpace space) {
        return chosen(choose, space)
                .orElseThrow(() -> new JobException("objectives.choose", choose.whyNothing(losses)));
    }

    /** The hypervolume up to a reference, in units of the objectives. */
    double hypervolume(double[] reference) {
        return Hypervolume.of(losses, reference);
    }
}
