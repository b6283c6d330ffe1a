package io.github.l2nas.engine.multifidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.l2nas.api.fidelity.Fidelities;
import java.util.List;
import org.junit.jupiter.api.Test;

class BracketPlanTest {

    private static Fidelities epochs(String... amounts) {
        return Fidelities.of(
                List.of(amounts).stream().map(amount -> amount + " epochs").toList(), null);
    }

    @Test
    void eachRungOfSuccessiveHalvingCostsAsMuch() {
        assertThat(BracketPlan.halving(epochs("1", "3", "9", "27", "81"), HalvingSettings.DEFAULT))
                .isEqualTo(new BracketPlan(0, List.of(81, 27, 9, 3, 1)));
        assertThat(BracketPlan.halving(epochs("12", "200"), HalvingSettings.DEFAULT))
                .isEqualTo(new BracketPlan(0, List.of(17, 1)));
        assertThat(BracketPlan.halving(epochs("12", "200"), new HalvingSettings(2, 3.0)))
                .isEqualTo(new BracketPlan(0, List.of(6, 2)));
    }

    /** Li et al. 2018, table 1: R = 81, eta = 3. */
    @Test
    void theBracketsOfHyperbandAreThoseOfItsPaper() {
        assertThat(BracketPlan.hyperband(epochs("1", "3", "9", "27", "81"), null))
                .containsExactly(
                        new BracketPlan(0, List.of(81, 27, 9, 3, 1)),
                        new BracketPlan(1, List.of(34, 11, 3, 1)),
                        new BracketPlan(2, List.of(15, 5, 1)),
                        new BracketPlan(3, List.of(8, 2)),
                        new BracketPlan(4, List.of(5)));
    }
}
