package io.github.l2nas.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.SearchJob.Constraints;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.table.BenchmarkTable;
import io.github.l2nas.engine.table.SyntheticTable;
import io.github.l2nas.engine.table.TableEvaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeasibilityTest {

    private static final Architecture CONVOLUTIONS = SyntheticTable.SPACE.parse(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|" + "+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|");
    private static final Architecture NOTHING =
            SyntheticTable.SPACE.parse("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");

    private TableEvaluator evaluator;

    @BeforeEach
    void readTable(@TempDir Path directory) throws IOException {
        Path file = SyntheticTable.write(directory.resolve("t.csv"), List.of(CONVOLUTIONS, NOTHING));
        evaluator = new TableEvaluator(BenchmarkTable.read(file, "t", SyntheticTable.SPACE), "accuracy");
    }

    @Test
    void withoutConstraintsEverythingIsFeasible() {
        Feasibility feasibility = new Feasibility(
                new Constraints(null, null, null, null, null), SyntheticTable.SPACE, evaluator, Optional.empty());
        assertThat(feasibility.test(CONVOLUTIONS)).isTrue();
        assertThat(feasibility.test(NOTHING)).isTrue();
    }

    @Test
    void everyConstraintMustHoldAndALimitIsStillAllowed() {
        long params = SyntheticTable.SPACE.cost(CONVOLUTIONS).params();
        long macs = SyntheticTable.SPACE.cost(CONVOLUTIONS).macs();
        assertThat(feasible(params, macs, "latency <= 6")).isTrue();
        assertThat(feasible(params - 1, macs)).isFalse();
        assertThat(feasible(params, macs - 1)).isFalse();
        assertThat(feasible(params, macs, "latency < 6")).isFalse();
    }

    private boolean feasible(Long maxParams, Long maxMacs, String... columns) {
        return new Feasibility(
                        new Constraints(maxParams, maxMacs, null, null, List.of(columns)),
                        SyntheticTable.SPACE,
                        evaluator,
                        Optional.empty())
                .test(CONVOLUTIONS);
    }

    @Test
    void aConstraintThatNothingSatisfiesIsNamedWithWhatComesClosest() {
        long params = SyntheticTable.SPACE.cost(NOTHING).params();
        long macs = SyntheticTable.SPACE.cost(NOTHING).macs();
        refuses(
                new Constraints(params - 1, null, null, null, null),
                "constraints.maxParams",
                "no architecture satisfies 'params <= " + (params - 1) + "': the smallest params is " + params
                        + ". Relax this constraint");
        refuses(
                new Constraints(null, macs - 1, null, null, null),
                "constraints.maxMacs",
                "no architecture satisfies 'macs <= " + (macs - 1) + "': the smallest macs is " + macs
                        + ". Relax this constraint");
        refuses(
                new Constraints(null, null, null, null, List.of("accuracy > 0", "latency >= 7")),
                "constraints.columns",
                "no architecture satisfies 'latency >= 7': the largest latency in the table is 6."
                        + " Relax this constraint");
    }

    @Test
    void constraintsThatContradictEachOtherAreNamedTogether() {
        refuses(
                new Constraints(null, null, null, null, List.of("latency <= 0", "latency >= 6")),
                "constraints.columns",
                "each of the constraints [latency <= 0, latency >= 6] can be satisfied, but no architecture satisfies"
                        + " all of them. Relax one");
    }

    @Test
    void aLimitBelowOneIsRefused() {
        refuses(new Constraints(0L, null, null, null, null), "constraints.maxParams", "must be positive, got 0");
        refuses(new Constraints(null, -5L, null, null, null), "constraints.maxMacs", "must be positive, got -5");
    }

    private void refuses(Constraints constraints, String parameter, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> new Feasibility(constraints, SyntheticTable.SPACE, evaluator, Optional.empty()))
                .withMessage(message)
                .satisfies(e -> assertThat(e.parameter()).isEqualTo(parameter));
    }
}
