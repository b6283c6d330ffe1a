package io.github.l2nas.report.figure;

import io.github.l2nas.api.trial.Elite;
import io.github.l2nas.report.result.SearchResult;

/** What the best seed of a search tried, for the figures that show one seed alone. */
public final class BestSeed {

    /** Elite of a strategy that has none, the paper's on NAS-Bench-201. */
    private static final int USUAL_ELITE = 64;

    private static final int MOST_ELITE = 100_000;

    private final Elite elite;
    private final CostTrace costs;
    private final FrontTrace front;
    private final CriticTrace critic;
    private final Diversity diversity;
    private final OperationSums operations;
    private final SearchWay way = new SearchWay();
    private boolean isEmpty = true;

    BestSeed(SearchResult search) {
        var space = search.found().space();
        int size = (int) Math.max(1, Math.min(MOST_ELITE, search.found().setting("eliteSize", USUAL_ELITE)));
        elite = new Elite(space.actionShape(), size);
        costs = new CostTrace(search);
        front = new FrontTrace(search);
        critic = new CriticTrace(search.found());
        diversity = new Diversity(space.actionShape());
        operations = new OperationSums(space.actionShape());
    }

    void add(ScoredTrial trial) {
        isEmpty = false;
        critic.add(trial.row());
        diversity.add(trial);
        if (trial.isNew()) {
            var architecture = trial.architecture();
            elite.add(architecture, trial.accuracy());
            costs.add(trial, architecture);
            front.add(trial);
            operations.add(architecture, trial.accuracy());
            way.add(trial, architecture);
        }
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** Its best architectures. */
    Elite elite() {
        return elite;
    }

    CostTrace costs() {
        return costs;
    }

    FrontTrace front() {
        return front;
    }

    CriticTrace critic() {
        return critic;
    }

    Diversity diversity() {
        return diversity;
    }

    OperationSums operations() {
        return operations;
    }

    SearchWay way() {
        return way;
    }
}
