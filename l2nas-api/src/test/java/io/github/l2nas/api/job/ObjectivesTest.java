package io.github.l2nas.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.l2nas.api.objective.Direction;
import io.github.l2nas.api.objective.Objective;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectivesTest {

    private static Map<String, String> declared(String... pairs) {
        Map<String, String> declared = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            declared.put(pairs[i], pairs[i + 1]);
        }
        return declared;
    }

    @Test
    void readsWhatAPomDeclares() {
        Objectives read = Objectives.of(
                declared("accuracy", "maximize", "edgegpu_latency_ms", " minimize known ", "params", "minimize"), null);
        assertThat(read.metrics())
                .containsExactly(
                        new Objective("accuracy", Direction.MAXIMIZE, false),
                        new Objective("edgegpu_latency_ms", Direction.MINIMIZE, true),
                        new Objective("params", Direction.MINIMIZE, false));
        assertThat(read.choice()).hasToString("knee");
        assertThat(Objectives.of(Map.of(), null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, upwards, objectives.metrics.accuracy, 'upwards' is no direction",
        "accuracy, known, objectives.metrics.accuracy, 'known' is no direction",
        "accuracy, maximize known, objectives.metrics.accuracy, can't be known before",
        "accuracy, maximize, objectives, at least two"
    })
    void tellsWhichElementIsWrong(String metric, String text, String parameter, String message) {
        assertThatThrownBy(() -> Objectives.of(declared(metric, text), null))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageContaining(message);
    }

    @Test
    void aChoiceIsCheckedAtOnce() {
        assertThatThrownBy(() -> Objectives.of(declared("accuracy", "maximize", "params", "minimize"), "macs"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("objectives.choose"));
        assertThatThrownBy(() -> Objectives.of(Map.of(), "knee"))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("objectives.choose"));
    }

    @Test
    void aNameThatAHistoryNeedsIsRefused() {
        assertThatThrownBy(() -> Objectives.of(declared("accuracy", "maximize", "reward", "maximize"), null))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo("objectives.metrics.reward"));
    }

    @Test
    void theSameMetricTwiceIsRefused() {
        Objective params = new Objective("params", Direction.MINIMIZE, false);
        assertThatThrownBy(() -> new Objectives(List.of(params, params), null)).hasMessageContaining("twice");
    }

    private static final Objectives BOTH = Objectives.of(declared("accuracy", "maximize", "params", "minimize"), null);

    @Test
    void aReferenceIsInTheObjectivesUnits() {
        Objectives bounded = BOTH.upTo(Map.of("params", 9e5, "accuracy", 0.5), 1e5);
        assertThat(bounded.referenceLosses())
                .hasValueSatisfying(losses -> assertThat(losses).containsExactly(-0.5, 9e5));
        assertThat(BOTH.referenceLosses()).isEmpty();
        SearchJob job = new SearchJobBuilder(Part.named("nas-bench-201"))
                .outputDirectory(Path.of("/out"))
                .objectives(bounded)
                .build();
        assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
        assertThat(JobJson.fingerprint(job))
                .containsEntry("objectives.reference.accuracy", "0.5")
                .containsEntry("objectives.minHypervolume", "100000.0");
    }

    @Test
    void aReferenceThatDoesNotFitIsRefused() {
        assertReference(Map.of("accuracy", 0.5), null, "objectives.reference.params", "it is missing");
        assertReference(
                Map.of("accuracy", 0.5, "params", 1.0, "macs", 1.0), null, "objectives.reference.macs", "no objective");
        assertReference(
                Map.of("accuracy", Double.NaN, "params", 1.0), null, "objectives.reference.accuracy", "not a number");
        assertReference(null, 5.0, "objectives.minHypervolume", "declare the reference");
        assertReference(Map.of("accuracy", 0.5, "params", 1.0), 0.0, "objectives.minHypervolume", "above 0");
    }

    private static void assertReference(Map<String, Double> reference, Double least, String parameter, String message) {
        assertThatThrownBy(() -> BOTH.upTo(reference, least))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
                .hasMessageContaining(message);
    }

    @Test
    void aJobCarriesThemAndOneWithoutLooksAsBefore() {
        Objectives objectives =
                Objectives.of(new TreeMap<>(Map.of("accuracy", "maximize", "latency", "minimize known")), "accuracy");
        SearchJobBuilder builder = new SearchJobBuilder(Part.named("nas-bench-201")).outputDirectory(Path.of("/out"));
        assertThat(JobJson.write(builder.build())).doesNotContain("objectives");
        SearchJob job = builder.objectives(objectives).build();
        assertThat(JobJson.read(JobJson.write(job))).isEqualTo(job);
        assertThat(JobJson.fingerprint(job))
                .containsEntry("objectives.metrics[0].metric", "accuracy")
                .containsEntry("objectives.metrics[0].direction", "maximize")
                .containsEntry("objectives.metrics[1].known", "true")
                .containsEntry("objectives.choose", "accuracy");
    }
}
