package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.fidelity.Fidelities;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob.Stopping;
import io.github.l2nas.api.trial.History;
import io.github.l2nas.api.trial.Trial;
import io.github.l2nas.engine.table.SyntheticTable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {

    @Test
    void withoutAnythingDeclaredThePresetsStepsHold() {
        assertThat(StoppingRule.of(new Stopping(null, null, null, null), 500, Fidelities.ONE))
                .isEqualTo(new StoppingRule(500, Integer.MAX_VALUE, Double.POSITIVE_INFINITY));
    }

    @Test
    void declaredStepsReplaceThePresets() {
        assertThat(StoppingRule.of(new Stopping(7, 5, 0.9, Duration.ofHours(2)), 500, Fidelities.ONE))
                .isEqualTo(new StoppingRule(7, 5, 0.9));
    }

    @Test
    void aSearchForUniqueArchitecturesGivesUpAfterAHundredStepsEach() {
        assertThat(StoppingRule.of(new Stopping(null, 192, null, null), 500, Fidelities.ONE)
                        .steps())
                .isEqualTo(19_200);
        assertThat(StoppingRule.of(new Stopping(null, Integer.MAX_VALUE, null, null), 500, Fidelities.ONE)
                        .steps())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void whatThereIsToDoAreArchitecturesWhereTheyAreLimitedAndStepsOtherwise() {
        History history = new History();
        for (int step = 1; step <= 3; step++) {
            history.add(
                    SyntheticTable.SPACE.architecture(new int[] {0, 0, 0, 0, 0, step / 2}),
                    new Trial(step, "of no interest", 0.5, 0, "random", null));
        }
        StoppingRule unique = new StoppingRule(19_200, 192, Double.POSITIVE_INFINITY);
        assertThat(unique.total()).isEqualTo(192);
        assertThat(unique.done(history)).isEqualTo(2);
        StoppingRule steps = new StoppingRule(500, Integer.MAX_VALUE, Double.POSITIVE_INFINITY);
        assertThat(steps.total()).isEqualTo(500);
        assertThat(steps.done(history)).isEqualTo(3);
    }

    @Test
    void refusesNumbersOutOfRange() {
        refuses(new Stopping(0, null, null, null), "stopping.steps", "got 0");
        refuses(new Stopping(null, -1, null, null), "stopping.uniqueArchitectures", "got -1");
        refuses(new Stopping(null, null, 94.3, null), "stopping.targetAccuracy", "for example 0.94; got 94.3");
        refuses(new Stopping(null, null, 0.0, null), "stopping.targetAccuracy", "got 0.0");
        refuses(new Stopping(null, null, Double.NaN, null), "stopping.targetAccuracy", "got NaN");
        refuses(new Stopping(null, null, null, Duration.ZERO), "stopping.timeBudget", "for example PT2H; got PT0S");
        refuses(new Stopping(null, null, null, Duration.ofSeconds(-1)), "stopping.timeBudget", "got PT-1S");
    }

    private static void refuses(Stopping stopping, String parameter, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> StoppingRule.of(stopping, 500, Fidelities.ONE))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }
}
