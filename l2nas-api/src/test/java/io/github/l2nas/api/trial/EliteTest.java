package io.github.l2nas.api.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.space.Choice;
import io.github.l2nas.api.space.ChoiceSpace;
import io.github.l2nas.api.space.SearchSpace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EliteTest {

    /** Six edges, each with one of five operations. */
    private final SearchSpace space = new ChoiceSpace(
            "cells",
            IntStream.range(0, 6)
                    .mapToObj(edge -> Choice.of("edge" + edge, "none", "skip", "conv-1x1", "conv-3x3", "pool"))
                    .toList());

    private final Elite elite = new Elite(space.actionShape(), 3);

    private Architecture architecture(int... choices) {
        return space.architecture(choices);
    }

    private final Architecture skips = architecture(1, 1, 1, 1, 1, 1);
    private final Architecture small = architecture(2, 2, 2, 2, 2, 2);
    private final Architecture large = architecture(3, 3, 3, 3, 3, 3);
    private final Architecture pools = architecture(4, 4, 4, 4, 4, 4);

    private float[] state() {
        float[] state = new float[space.actionShape().size()];
        elite.stateTo(state);
        return state;
    }

    @Test
    void theStateOfAnEmptyEliteIsZero() {
        assertThat(state()).containsOnly(0);
    }

    @Test
    void theStateIsTheShareOfTheEliteThatUsesEachOperation() {
        elite.add(small, 0.5);
        elite.add(large, 0.9);
        elite.add(architecture(3, 2, 2, 2, 2, 2), 0.6);

        assertThat(state()).startsWith(0, 0, 1f / 3, 2f / 3, 0, /* second row */ 0, 0, 2f / 3, 1f / 3, 0);
    }

    @Test
    void theBestStayAndTheWorstLeaves() {
        elite.add(skips, 0.1);
        elite.add(small, 0.5);
        elite.add(large, 0.9);
        elite.add(pools, 0.4);

        assertThat(elite.identities()).containsExactly(large.identity(), small.identity(), pools.identity());
        assertThat(state()[1]).isZero();
    }

    @Test
    void anArchitectureSeenAgainCountsOnce() {
        elite.add(large, 0.9);
        elite.add(large, 0.9);
        elite.add(small, 0.5);

        assertThat(elite.size()).isEqualTo(2);
        assertThat(state()[3]).isEqualTo(0.5f);
    }

    @Test
    void anArchitectureWithABetterScoreMovesUp() {
        elite.add(large, 0.6);
        elite.add(small, 0.7);
        elite.add(large, 0.8);

        assertThat(elite.identities()).containsExactly(large.identity(), small.identity());
    }

    @Test
    void ofEquallyGoodArchitecturesTheEarlierStays() {
        elite.add(skips, 0.5);
        elite.add(small, 0.5);
        elite.add(large, 0.5);
        elite.add(pools, 0.5);

        assertThat(elite.identities()).containsExactly(skips.identity(), small.identity(), large.identity());
    }

    @Test
    void carriedArchitecturesRankBelowEveryNewlyScoredOne() {
        Elite former = new Elite(space.actionShape(), 5);
        former.add(skips, 0.99);
        former.add(small, 0.98);
        former.add(pools, 0.97);
        former.add(architecture(0, 1, 2, 3, 4, 0), 0.96);
        elite.carry(former);
        assertThat(elite.identities()).containsExactly(skips.identity(), small.identity(), pools.identity());

        elite.add(large, 0.01);
        elite.add(small, 0.001);

        assertThat(elite.identities()).containsExactly(large.identity(), small.identity(), skips.identity());
    }
}
