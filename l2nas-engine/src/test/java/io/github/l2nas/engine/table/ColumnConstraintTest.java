package io.github.l2nas.engine.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.space.Architecture;
import io.github.l2nas.api.table.BenchmarkTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnConstraintTest {

    private static final List<Architecture> ALL = SyntheticTable.architectures();

    /** Rows 0, 1 and 6 of the synthetic table: with 0, 1 and 2 operations. */
    private BenchmarkTable table;

    @BeforeEach
    void readTable(@TempDir Path directory) throws IOException {
        Path file = SyntheticTable.write(directory.resolve("t.csv"), List.of(ALL.get(0), ALL.get(1), ALL.get(6)));
        table = BenchmarkTable.read(file, "t", SyntheticTable.SPACE);
    }

    @ParameterizedTest
    @CsvSource({
        "latency <= 1, true, true, false",
        "latency<1, true, false, false",
        "latency >= 1, false, true, true",
        "' latency  >1.0 ', false, false, true",
        "latency > -1e3, true, true, true"
    })
    void holdsWhereTheColumnSaysSo(String text, boolean none, boolean one, boolean two) {
        ColumnConstraint constraint = ColumnConstraint.parse(text, table);
        assertThat(List.of(ALL.get(0), ALL.get(1), ALL.get(6)))
                .extracting(constraint::test)
                .containsExactly(none, one, two);
    }

    @Test
    void neverHoldsForAnArchitectureWithoutARow() {
        assertThat(ColumnConstraint.parse("latency >= 0", table).test(ALL.get(2)))
                .isFalse();
    }

    @Test
    void namesTheValueThatComesClosest() {
        assertThat(ColumnConstraint.parse("latency < 0", table).closest())
                .isEqualTo("the smallest latency in the table is 0");
        assertThat(ColumnConstraint.parse("latency >= 9", table).closest())
                .isEqualTo("the largest latency in the table is 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latency", "latency = 5", "latency 5", "<= 5", "latency <=", "5 <= latency <= 6"})
    void refusesWhatIsNoConstraintAndShowsOne(String text) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> ColumnConstraint.parse(text, table))
                .withMessageContainingAll("'" + text + "' is no constraint", "'edgegpu_latency_ms <= 5'")
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("constraints.columns"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency <= fast", "latency <= 5ms", "latency <= NaN", "latency =< 5"})
    void refusesALimitThatIsNoNumber(String text) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> ColumnConstraint.parse(text, table))
                .withMessageContaining("'" + text + "'");
    }

    @Test
    void refusesAnUnknownColumnAndListsThoseThereAre() {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> ColumnConstraint.parse("size <= 5", table))
                .withMessage("'size <= 5': the table has no column 'size'; its columns are [accuracy, latency]");
    }
}
