package io.github.l2nas.maven.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import io.github.l2nas.maven.parameter.GoalParameter;
import io.github.l2nas.maven.parameter.ParameterException;
import io.github.l2nas.report.result.FoundFront;
import io.github.l2nas.report.result.FrontMember;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final GoalParameter PARAMETER = GoalParameter.named("tolerances.accuracy");
    private static final Gate STRICT = new Gate(Set.of(), Map.of());

    private static Measured result(String name, String... values) {
        Map<Measure, BigDecimal> read = new EnumMap<>(Measure.class);
        for (String value : values) {
            String[] parts = value.split("=", -1);
            read.put(Measure.named(parts[0]).orElseThrow(), new BigDecimal(parts[1]));
        }
        return new Measured(name, "cifar10_test", true, read, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, 0.9437, 0.9437, 0, false",
        "accuracy, 0.9437, 0.9438, 0, false",
        "accuracy, 0.9437, 0.9436, 0, true",
        "accuracy, 0.9437, 0.9387, 0.005, false",
        "accuracy, 0.9437, 0.93869, 0.005, true",
        "testAccuracy, 0.9, 0.855, 5%, false",
        "testAccuracy, 0.9, 0.8549, 5 %, true",
        "latency, 10, 10.5, 5%, false",
        "latency, 10, 10.501, 5%, true",
        "latency, 10, 9, 0, false",
        "params, 1000, 1001, 0, true",
        "params, 1000, 1001, 1, false",
        "macs, 1000, 999, 0, false",
        "size, 1000, 1101, 10%, true",
    })
    void aMeasureMayBeWorseByItsTolerance(String measure, String before, String now, String tolerance, boolean worse) {
        Gate gate =
                new Gate(Set.of(), Map.of(Measure.named(measure).orElseThrow(), Tolerance.parse(PARAMETER, tolerance)));

        assertThat(gate.compare(result("a", measure + "=" + before), result("b", measure + "=" + now)))
                .singleElement()
                .satisfies(row -> assertThat(row.isWorse()).isEqualTo(worse));
    }

    @Test
    void bothNumbersAreTold() {
        assertThat(STRICT.compare(
                        result("a", "accuracy=0.9437", "params=559386", "latency=3.25"),
                        result("b", "accuracy=0.912", "params=600000", "latency=3.5")))
                .extracting(Gate.Row::toString)
                .containsExactly(
                        "accuracy 94.37 % -> 91.2 %, tolerance 0 %",
                        "latency 3.25 ms -> 3.5 ms, tolerance 0 ms", "params 559386 -> 600000, tolerance 0");
    }

    @Test
    void whatOneOfTheTwoLacksDoesNotPass() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() ->
                        STRICT.compare(result("a:b:1", "accuracy=1", "testAccuracy=1"), result("new", "accuracy=1")))
                .withMessage(
                        "<checkedMeasures> (-Dl2nas.checkedMeasures): new has no testAccuracy, and what was not measured"
                                + " does not pass: goal evaluate measures it. Measure it, or name the measures to check without"
                                + " it");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> STRICT.compare(result("a:b:1", "accuracy=1"), result("new", "accuracy=1", "size=1")))
                .withMessageContaining("a:b:1 has no size");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> new Gate(EnumSet.of(Measure.LATENCY), Map.of())
                        .compare(result("a:b:1", "accuracy=1"), result("new", "accuracy=1")))
                .withMessageContaining("no latency");
    }

    private static final Objective ACCURACY = new Objective("accuracy", Direction.MAXIMIZE, false);
    private static final Objective LATENCY = new Objective("latency_ms", Direction.MINIMIZE, false);

    /** Pairs of accuracy and latency. */
    private static Measured weighed(
            String name, String metric, double leastAccuracy, double slowest, double... points) {
        List<FrontMember> members = new ArrayList<>();
        for (int i = 0; i < points.length; i += 2) {
            members.add(new FrontMember(i + 1, "a" + i, List.of(-points[i], points[i + 1]), false));
        }
        FoundFront front =
                new FoundFront(metric, List.of(ACCURACY, LATENCY), List.of(-leastAccuracy, slowest), members);
        return new Measured(name, metric, true, Map.of(), Optional.of(front));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0.0999, true", "0.1001, false", "2%, true", "4 %, false"})
    void hypervolumesAreComparedUpToTheWorstOfBothBounds(String tolerance, boolean worse) {
        Gate gate = new Gate(Set.of(), Map.of(Measure.HYPERVOLUME, Tolerance.parse(PARAMETER, tolerance)));

        // Up to accuracy 0.5 and 10 ms: 0.4 x 8 + 0.2 x 1 = 3.4, and 0.4 x 8.25 = 3.3.
        Measured before = weighed("a", "cifar10_test", 0.5, 5, 0.7, 1, 0.9, 2);
        Measured now = weighed("b", "cifar10_test", 0.6, 10, 0.9, 1.75);
        assertThat(gate.compare(before, now)).singleElement().satisfies(row -> {
            assertThat(row.measure()).isEqualTo(Measure.HYPERVOLUME);
            assertThat(row.toString()).startsWith("hypervolume 3.4 -> 3.3, tolerance ");
            assertThat(row.isWorse()).isEqualTo(worse);
        });
        assertThat(gate.compare(now, before)).noneMatch(Gate.Row::isWorse);
    }

    @Test
    void aFrontIsComparedWithOneOfTheSameObjectives() {
        Measured front = weighed("a:b:1", "cifar10_test", 0.5, 5, 0.9, 2);
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> STRICT.compare(front, weighed("new", "cifar100_test", 0.5, 5, 0.9, 2)))
                .withMessageContaining(
                        "fronts can't be compared: a:b:1 has accuracy (cifar10_test) maximize, latency_ms"
                                + " minimize, this result accuracy (cifar100_test) maximize");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> STRICT.compare(front, result("new", "accuracy=1")))
                .withMessageContaining("a:b:1 has no accuracy");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() ->
                        new Gate(EnumSet.of(Measure.HYPERVOLUME), Map.of()).compare(front, result("new", "accuracy=1")))
                .withMessageContaining("new has no hypervolume, and what was not measured does not pass: a search with"
                        + " objectives writes the front.json");
    }

    @Test
    void whatIsNotNamedIsNotChecked() {
        assertThat(new Gate(EnumSet.of(Measure.ACCURACY), Map.of())
                        .compare(result("a", "accuracy=1", "params=1"), result("b", "accuracy=1", "params=2")))
                .singleElement()
                .satisfies(row -> assertThat(row.measure()).isEqualTo(Measure.ACCURACY));
    }

    @Test
    void accuraciesByDifferentMetricsAreNotCompared() {
        Measured other =
                new Measured("b", "cifar100_test", true, Map.of(Measure.ACCURACY, BigDecimal.ONE), Optional.empty());

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> STRICT.compare(result("a", "accuracy=1"), other))
                .withMessageContaining("a has cifar10_test, this result cifar100_test");
    }

    @Test
    void anUnfinishedBaselineIsNone() {
        Measured unfinished = new Measured("a", "x", false, Map.of(Measure.ACCURACY, BigDecimal.ONE), Optional.empty());

        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> STRICT.compare(unfinished, result("b", "accuracy=1")))
                .withMessageStartingWith("<baseline> (-Dl2nas.baseline): a was published unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "-1%", "x", "1 %%"})
    void whatIsNoToleranceIsTold(String text) {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> Tolerance.parse(PARAMETER, text))
                .withMessageStartingWith(
                        "<tolerances><accuracy> (-Dl2nas.tolerances.accuracy): '" + text + "' is not a tolerance");
    }

    @Test
    void aJobOfGitHubShowsBothNumbers(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("summary.md");
        List<Gate.Row> rows =
                STRICT.compare(result("a:b:1", "accuracy=0.9", "params=5"), result("new", "accuracy=0.8", "params=5"));

        GateSummary.append(null, "nowhere");
        GateSummary.append(file.toString(), GateSummary.of("new", "a:b:1", rows));
        GateSummary.append(file.toString(), GateSummary.ofFailure("other", "<baseline>: absent"));

        assertThat(Files.readString(file)).isEqualTo("""
                        ### new is worse than a:b:1

                        | | a:b:1 | new | tolerance | |
                        |---|---|---|---|---|
                        | accuracy | 90 % | 80 % | 0 % | **worse** |
                        | params | 5 | 5 | 0 | passed |

                        ### other was not compared

                        &lt;baseline>: absent

                        """);
    }
}
