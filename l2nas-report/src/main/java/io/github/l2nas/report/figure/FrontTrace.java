package io.github.l2nas.report.figure;

import io.github.l2nas.api.job.Objectives;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.report.result.FrontMember;
import io.github.l2nas.report.result.SearchResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a search with objectives has weighed. The front is exact; of the others an even sample is kept. */
final class FrontTrace {

    private static final int MOST_OTHERS = 2000;

    /** An architecture that came onto the front when some were scored. */
    record Entrant(int unique, FrontMember member) {}

    private final Optional<Objectives> objectives;
    private final String chosenIdentity;
    private final ExactFront front = new ExactFront();
    private final List<Entrant> entrants = new ArrayList<>();
    private final EvenSample<FrontMember> sample = new EvenSample<>(MOST_OTHERS);
    private Optional<FrontMember> chosen = Optional.empty();
    private double[] worst;
    private int unique;

    FrontTrace(SearchResult search) {
        objectives = search.found().objectives();
        chosenIdentity = search.found().architecture().identity();
    }

    /** Considers a trial that is the first of its architecture. One of another search, without the objectives, is left out. */
    void add(ScoredTrial trial) {
        if (objectives.isEmpty() || !isWeighed(trial)) {
            return;
        }
        unique = trial.unique();
        FrontMember member = member(trial);
        sample.add(member);
        double[] point = member.point();
        if (worst == null) {
            worst = point.clone();
        }
        Arrays.setAll(worst, i -> Math.max(worst[i], point[i]));
        if (member.chosen() && chosen.isEmpty()) {
            chosen = Optional.of(member);
        }
        if (front.add(member)) {
            entrants.add(new Entrant(unique, member));
        }
    }

    private boolean isWeighed(ScoredTrial trial) {
        return objectives.get().metrics().stream()
                .allMatch(objective ->
                        objective.isAccuracy() || trial.row().metrics().containsKey(objective.metric()));
    }

    private FrontMember member(ScoredTrial trial) {
        List<Double> losses = objectives.get().metrics().stream()
                .map(objective -> objective
                        .direction()
                        .loss(
                                objective.isAccuracy()
                                        ? trial.accuracy()
                                        : trial.row().metrics().get(objective.metric())))
                .toList();
        return new FrontMember(
                trial.row().step(),
                trial.row().architecture(),
                losses,
                trial.architecture().identity().equals(chosenIdentity));
    }

    /** What it has weighed; empty for a search without objectives. */
    List<Objective> objectives() {
        return objectives.map(Objectives::metrics).orElse(List.of());
    }

    /** In the order in which they were scored. */
    List<FrontMember> front() {
        return front.members();
    }

    List<Entrant> entrants() {
        return entrants;
    }

    List<FrontMember> sample() {
        return sample.values();
    }

    Optional<FrontMember> chosen() {
        return chosen;
    }

    /** What bounds the hypervolume: the declared reference, or the worst that was scored; only where something was. */
    double[] bounds() {
        return objectives.flatMap(Objectives::referenceLosses).orElse(worst);
    }

    /** Different architectures that were scored. */
    int unique() {
        return unique;
    }
}
