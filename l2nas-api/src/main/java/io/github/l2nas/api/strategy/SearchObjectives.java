package io.github.l2nas.api.strategy;

import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.trial.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The objectives of a search, as its strategy sees them.
 *
 * @param all in their order, at least one
 * @param known those that are known of an architecture before it is scored, by metric; a query to them costs little
 */
public record SearchObjectives(List<Objective> all, Map<String, ToDoubleFunction<Architecture>> known) {

    /** The accuracy alone, as in a search that declares no objectives. */
    public static final SearchObjectives ACCURACY =
            new SearchObjectives(List.of(new Objective(Objective.ACCURACY, Direction.MAXIMIZE, false)), Map.of());

    public SearchObjectives {
        all = List.copyOf(all);
        known = Map.copyOf(known);
    }

    /**
     * Number of objectives.
     *
     * @return at least 1
     */
    public int size() {
        return all.size();
    }

    /**
     * The losses of a trial, of which less is better: by objective the value, or its negative where large values are good.
     *
     * @param result of a trial that was scored
     * @return a new array in the order of {@link #all}
     */
    public double[] losses(TrialResult result) {
        return all.stream()
                .mapToDouble(objective -> objective
                        .direction()
                        .loss(
                                objective.isAccuracy()
                                        ? result.accuracy()
                                        : result.metrics().get(objective.metric())))
                .toArray();
    }

    /**
     * The loss by one objective where it is known before an architecture is scored.
     *
     * @param index of the objective
     * @return tells the loss of an architecture that can be scored; empty where it is not known
     */
    public Optional<ToDoubleFunction<Architecture>> knownLoss(int index) {
        Objective objective = all.get(index);
        return Optional.ofNullable(known.get(objective.metric()))
                .map(value -> architecture -> objective.direction().loss(value.applyAsDouble(architecture)));
    }
}
