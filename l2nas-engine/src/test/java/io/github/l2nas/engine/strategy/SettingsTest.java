package io.github.l2nas.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.l2nas.engine.job.JobException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final RegularizedEvolution.Configuration PRESET = RegularizedEvolution.Configuration.DEFAULT;

    @Test
    void replacesWhatIsNamedAndKeepsTheRest() {
        assertThat(Settings.override(PRESET, Map.of())).isEqualTo(PRESET);
        assertThat(Settings.override(PRESET, Map.of("sampleSize", " 10 ")))
                .isEqualTo(new RegularizedEvolution.Configuration(20, 10));
        assertThat(Settings.override(Reinforce.Configuration.DEFAULT, Map.of("learningRate", "2e-2")))
                .isEqualTo(new Reinforce.Configuration(0.02, 0.9));
    }

    @Test
    void namesTheSettingsThereAreWhereOneIsUnknown() {
        refuses("population", "7", "there is no setting 'population'", "[populationSize, sampleSize]");
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Settings.override(new LocalSearch.Configuration(), Map.of("x", "1")))
                .withMessageContaining("there is no setting 'x'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "4.5", "", "true", "99999999999"})
    void refusesAValueOfTheWrongType(String value) {
        refuses("sampleSize", value, "'" + value + "' will not do");
    }

    @Test
    void saysTheRangeOfAValueOutOfIt() {
        refuses("sampleSize", "21", "'21' will not do: sampleSize must be 1 to populationSize (20), got 21");
    }

    /** Both values are fine together, though not one after the other. */
    @Test
    void judgesSettingsTogether() {
        assertThat(Settings.override(PRESET, Map.of("populationSize", "3", "sampleSize", "2")))
                .isEqualTo(new RegularizedEvolution.Configuration(3, 2));
        assertThat(Settings.override(PRESET, Map.of("populationSize", "50", "sampleSize", "40")))
                .isEqualTo(new RegularizedEvolution.Configuration(50, 40));
    }

    private static void refuses(String name, String value, String... parts) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> Settings.override(PRESET, Map.of(name, value)))
                .satisfies(e -> assertThat(e.parameter()).isEqualTo("settings." + name))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
    }
}
