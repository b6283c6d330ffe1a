package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.strategy.SearchContext;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SearchOutcomeTest {

    private static final int NONE = 0;
    private static final int SKIP = 1;
    private static final int CONVOLUTION = 3;

    private static final double OF_ITS_OWN = 0.25;

    private final SearchSpace space = SearchSpaces.named("nas-bench-201");
    private final History history = new History();
    private final List<Architecture> scoredAnew = new ArrayList<>();

    private SearchContext context(Predicate<Architecture> feasible) {
        return new SearchContext(space, 1, feasible);
    }

    private Architecture tried(Double accuracy, int... choices) {
        Architecture architecture = space.architecture(choices);
        history.add(architecture, new Trial(history.steps() + 1, architecture.notation(), accuracy, 0, "random", null));
        return architecture;
    }

    private SearchOutcome consensus(int count, Predicate<Architecture> feasible) {
        return SearchOutcome.consensus(history, count, context(feasible), architecture -> {
            scoredAnew.add(architecture);
            return OF_ITS_OWN;
        });
    }

    @Test
    void theConsensusIsWhatMostOfTheBestChoseInEachRow() {
        tried(0.9, CONVOLUTION, CONVOLUTION, SKIP, CONVOLUTION, SKIP, SKIP);
        tried(0.1, NONE, NONE, NONE, NONE, NONE, NONE);
        tried(0.8, CONVOLUTION, SKIP, CONVOLUTION, CONVOLUTION, SKIP, CONVOLUTION);
        tried(0.7, SKIP, CONVOLUTION, CONVOLUTION, SKIP, SKIP, CONVOLUTION);
        tried(0.2, NONE, NONE, NONE, NONE, NONE, SKIP);
        tried(0.2, NONE, NONE, NONE, NONE, NONE, SKIP);
        SearchOutcome found = consensus(3, any -> true);
        assertThat(found.architecture().choices())
                .containsExactly(CONVOLUTION, CONVOLUTION, CONVOLUTION, CONVOLUTION, SKIP, CONVOLUTION);
        assertThat(found.consensusOf()).isEqualTo(3);
        assertThat(found.accuracy()).isEqualTo(OF_ITS_OWN);
        assertThat(scoredAnew).containsExactly(found.architecture());
    }

    @Test
    void whatAStepHasScoredIsNotScoredAgain() {
        tried(0.9, SKIP, SKIP, SKIP, SKIP, SKIP, SKIP);
        Architecture middle = tried(0.8, SKIP, SKIP, SKIP, SKIP, SKIP, CONVOLUTION);
        tried(0.7, SKIP, SKIP, SKIP, SKIP, NONE, CONVOLUTION);
        SearchOutcome found = consensus(64, any -> true);
        assertThat(found).isEqualTo(new SearchOutcome(middle, 0.8, 3));
        assertThat(scoredAnew).isEmpty();
    }

    @Test
    void theLastHaveNoSayWhereTheConsensusIsInfeasible() {
        Architecture best = tried(0.9, SKIP, SKIP, SKIP, SKIP, SKIP, SKIP);
        tried(0.8, CONVOLUTION, CONVOLUTION, SKIP, SKIP, SKIP, SKIP);
        tried(0.7, CONVOLUTION, CONVOLUTION, SKIP, SKIP, SKIP, NONE);
        SearchOutcome found = consensus(3, architecture -> architecture.choices()[0] != CONVOLUTION);
        assertThat(found.architecture()).isEqualTo(best);
        assertThat(found.consensusOf()).isLessThan(3);
    }

    @Test
    void infeasibleTrialsHaveNoSay() {
        tried(null, SKIP, SKIP, SKIP, SKIP, SKIP, SKIP);
        Architecture only = tried(0.3, CONVOLUTION, SKIP, SKIP, SKIP, SKIP, SKIP);
        assertThat(consensus(5, any -> true)).isEqualTo(new SearchOutcome(only, 0.3, 1));
    }
}
